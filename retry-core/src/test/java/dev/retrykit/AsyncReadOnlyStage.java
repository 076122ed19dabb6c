package dev.retrykit;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** A stage of somebody else's that can be listened to, and neither cancelled nor turned into a future. */
final class AsyncReadOnlyStage<T> extends AsyncDeafStage<T> {

    private final CompletableFuture<T> source;

    AsyncReadOnlyStage(CompletableFuture<T> source) {
        this.source = source;
    }

    @Override
    public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> action) {
        return source.handle(action);
    }
}
