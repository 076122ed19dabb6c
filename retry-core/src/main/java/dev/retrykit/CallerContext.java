package dev.retrykit;

/**
 * What belongs to the thread of a caller and is to be the same in attempts on other threads: logging context, the current
 * observation, the security context.
 *
 * <p>Only asynchronous calls have attempts on other threads. It is captured once for each of them, on the caller's thread,
 * unless the first attempt has succeeded by the time its stage is returned; blocking calls never ask. Must be
 * thread-safe. One that throws an exception when it captures is complained about, and the call goes on without.
 */
@FunctionalInterface
public interface CallerContext {

    /**
     * Captures what there is on this thread.
     *
     * @return what is entered around each later attempt, outside of all other scopes, on the thread that starts it
     */
    AttemptScope capture();
}
