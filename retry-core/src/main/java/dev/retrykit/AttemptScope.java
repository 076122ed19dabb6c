package dev.retrykit;

/**
 * Something that surrounds each attempt on the thread that starts it: logging context, tracing, propagated thread locals.
 *
 * <p>Scopes must be thread-safe. They are entered in the order in which they were given and closed in the opposite one.
 * For an asynchronous call a scope ends when the operation has returned its stage. One that throws on entering ends the
 * call as {@code policy-error}; what one throws on closing never changes the outcome of the attempt.
 */
@FunctionalInterface
public interface AttemptScope {

    /**
     * Begins the scope of an attempt.
     *
     * @param attempt the attempt that is about to start
     * @return what ends the scope, on the same thread
     */
    Scope enter(Attempt attempt);

    /** The end of a scope. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
