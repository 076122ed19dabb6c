package dev.retrykit;

import org.jspecify.annotations.Nullable;

/**
 * What answers the caller of a blocking call that failed, in place of the failure.
 *
 * <p>It runs on the caller's thread once the call is over: outside of its attempts, its time limits and its counts, which
 * stay what they are. Implementations are thread-safe.
 *
 * @param <C> the type of the caller's object
 * @param <T> the type of the result
 * @param <X> what may be thrown
 * @see ContextOperation#fallbackFor
 */
@FunctionalInterface
public interface Fallback<C extends @Nullable Object, T extends @Nullable Object, X extends Throwable> {

    /**
     * Answers.
     *
     * @param context the caller's object
     * @param failure what the caller would have received
     * @return what the caller receives instead
     * @throws X what the caller receives instead, with the failure suppressed in it
     */
    T answer(C context, Throwable failure) throws X;
}
