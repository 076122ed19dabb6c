package dev.retrykit;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An operation that answers later and is given an object of the caller's with each attempt, so that it need not capture
 * it.
 *
 * <p>The first attempt is started on the caller's thread, later ones on the retrier's executor.
 *
 * @param <C> the type of the object
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface AsyncContextOperation<C extends @Nullable Object, T extends @Nullable Object> {

    /**
     * Starts one attempt.
     *
     * @param context the caller's object, which conditions see too
     * @param attempt the attempt
     * @return the stage that completes when the attempt does; a null stage fails the attempt
     * @throws Throwable if the attempt fails; the caller receives it in its future, not on its thread
     */
    CompletionStage<T> start(C context, Attempt attempt) throws Throwable;

    /**
     * What is to answer the caller in place of a failure. It is asked for when the call has ended without success, its
     * outcome counted and told; not when it was cancelled or closed, and not when the caller receives the last result.
     *
     * @param failure what the caller would receive
     * @return the fallback; null, the default, to let the caller receive the failure
     */
    default @Nullable AsyncFallback<C, T> fallbackFor(Throwable failure) {
        return null;
    }
}
