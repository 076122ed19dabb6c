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
}
