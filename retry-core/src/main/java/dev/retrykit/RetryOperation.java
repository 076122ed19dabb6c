package dev.retrykit;

import org.jspecify.annotations.Nullable;

/**
 * An operation that returns a result.
 *
 * @param <T> the type of the result
 * @param <X> what the operation may throw
 */
@FunctionalInterface
public interface RetryOperation<T extends @Nullable Object, X extends Throwable>
        extends ContextOperation<@Nullable Object, T, X> {

    /**
     * Makes one attempt.
     *
     * @return the result
     * @throws X if the attempt fails
     */
    T run() throws X;

    @Override
    default T run(@Nullable Object context, Attempt attempt) throws X {
        return run();
    }

    @Override
    default boolean wantsAttempt() {
        return false;
    }
}
