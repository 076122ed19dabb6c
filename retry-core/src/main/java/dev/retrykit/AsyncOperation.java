package dev.retrykit;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An operation that answers later.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface AsyncOperation<T extends @Nullable Object> extends AsyncContextOperation<@Nullable Object, T> {

    /**
     * Starts one attempt.
     *
     * @param attempt the attempt
     * @return the stage that completes when the attempt does; a null stage fails the attempt
     * @throws Throwable if the attempt fails; the caller receives it in its future, not on its thread
     */
    CompletionStage<T> start(Attempt attempt) throws Throwable;

    @Override
    default CompletionStage<T> start(@Nullable Object context, Attempt attempt) throws Throwable {
        return start(attempt);
    }
}
