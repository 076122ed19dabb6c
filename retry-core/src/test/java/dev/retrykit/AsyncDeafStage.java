package dev.retrykit;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** A stage of somebody else's that supports nothing of what the engine asks a stage for. */
class AsyncDeafStage<T> extends CompletableFuture<T> {

    @Override
    public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> action) {
        throw new UnsupportedOperationException("handle");
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        throw new UnsupportedOperationException("toCompletableFuture");
    }

    @Override
    public boolean isDone() {
        throw new UnsupportedOperationException("isDone");
    }

    @Override
    public boolean isCompletedExceptionally() {
        throw new UnsupportedOperationException("isCompletedExceptionally");
    }
}
