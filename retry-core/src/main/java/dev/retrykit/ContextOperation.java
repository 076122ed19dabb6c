package dev.retrykit;

import org.jspecify.annotations.Nullable;

/**
 * An operation that is given an object of the caller's with each attempt, so that it need not capture it.
 *
 * <p>The simpler operations are special cases of this one; the loop knows only this. It runs on the calling thread, once
 * for each attempt.
 *
 * @param <C> the type of the object
 * @param <T> the type of the result
 * @param <X> what the operation may throw
 */
@FunctionalInterface
public interface ContextOperation<C extends @Nullable Object, T extends @Nullable Object, X extends Throwable> {

    /**
     * Makes one attempt.
     *
     * @param context the caller's object, which conditions see too
     * @param attempt the attempt
     * @return the result
     * @throws X if the attempt fails
     */
    T run(C context, Attempt attempt) throws X;

    /**
     * Whether the operation looks at its attempt. One that does not, as {@link RetryOperation} and {@link RetryAction},
     * is handed a first attempt each time, which spares the making of another one.
     *
     * @return true, unless overridden
     */
    default boolean wantsAttempt() {
        return true;
    }

    /**
     * What is to answer the caller in place of a failure. It is asked for when the call has ended without success, its
     * outcome counted and told; not when it was interrupted, cancelled or closed, and not when the caller receives the
     * last result.
     *
     * @param failure what the caller would receive
     * @return the fallback; null, the default, to let the caller receive the failure
     */
    default @Nullable Fallback<C, T, X> fallbackFor(Throwable failure) {
        return null;
    }
}
