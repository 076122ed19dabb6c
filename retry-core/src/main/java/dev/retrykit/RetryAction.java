package dev.retrykit;

import org.jspecify.annotations.Nullable;

/**
 * An operation that returns nothing.
 *
 * @param <X> what the operation may throw
 */
@FunctionalInterface
public interface RetryAction<X extends Throwable> extends ContextOperation<@Nullable Object, @Nullable Void, X> {

    /**
     * Makes one attempt.
     *
     * @throws X if the attempt fails
     */
    void run() throws X;

    @Override
    @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
    default @Nullable Void run(@Nullable Object context, Attempt attempt) throws X {
        run();
        return null;
    }

    @Override
    default boolean wantsAttempt() {
        return false;
    }
}
