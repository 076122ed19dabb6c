package dev.retrykit;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What answers the caller of an asynchronous call that failed, in place of the failure.
 *
 * <p>It starts on the thread on which the call ended, never on the timer's, outside of its attempts, its time limits and
 * its counts. Cancelling the future of the call cancels its stage. Implementations are thread-safe.
 *
 * @param <C> the type of the caller's object
 * @param <T> the type of the result
 * @see AsyncContextOperation#fallbackFor
 */
@FunctionalInterface
public interface AsyncFallback<C extends @Nullable Object, T extends @Nullable Object> {

    /**
     * Starts the answer.
     *
     * @param context the caller's object
     * @param failure what the caller would have received
     * @return the stage that completes with what the caller receives instead; a null stage is a failed one
     * @throws Throwable what the caller receives instead in its future, with the failure suppressed in it
     */
    CompletionStage<T> answer(C context, Throwable failure) throws Throwable;
}
