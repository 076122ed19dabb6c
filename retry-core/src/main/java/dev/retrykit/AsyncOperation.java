package dev.retrykit;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An operation that answers later.
 *
 * <p>The first attempt is started on the caller's thread, later ones on the retrier's executor.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface AsyncOperation<T extends @Nullable Object> {

    /**
     * Starts one attempt.
     *
     * @param attempt the attempt
     * @return the stage that completes when the attempt does; a null stage fails the attempt
     * @throws Throwable if the attempt fails; the caller receives it in its future, not on its thread
     */
    CompletionStage<T> start(Attempt attempt) throws Throwable;
}
