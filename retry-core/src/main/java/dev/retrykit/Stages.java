package dev.retrykit;

import dev.retrykit.AttemptScope.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How the stages of other people are started, read and cancelled. */
final class Stages {

    private Stages() {}

    /** The stage of an attempt; a throw and a null become a failed one. */
    static <C extends @Nullable Object, T extends @Nullable Object> CompletionStage<T> start(
            AsyncContextOperation<C, T> operation, C context, Attempt attempt, String name) {
        try {
            CompletionStage<T> stage = operation.start(context, attempt);
            return stage == null
                    ? CompletableFuture.failedFuture(new NullPointerException(
                            "attempt " + attempt.number() + " of '" + name + "' returned null instead of a stage"))
                    : stage;
        } catch (Throwable thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** Starts an attempt inside its scope, bound to the thread. */
    static <C extends @Nullable Object, T extends @Nullable Object> CompletionStage<T> startBound(
            CallState call, Scope scope, AsyncContextOperation<C, T> operation, C context) {
        call.bind();
        try {
            return start(operation, context, call.currentAttempt(), call.name());
        } finally {
            call.unbind();
            scope.close();
        }
    }

    static boolean hasSucceeded(CompletionStage<?> stage) {
        return stage instanceof CompletableFuture<?> future && future.isDone() && !future.isCompletedExceptionally();
    }

    /**
     * What the stage failed with: a stage that depends on a failed one wraps its failure. A wrapper that bears a mark was
     * thrown by somebody and stays.
     */
    static Throwable failureOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean wraps = thrown instanceof CompletionException && cause != null && thrown.getSuppressed().length == 0;
        return wraps && cause != null ? cause : thrown;
    }

    static <T extends @Nullable Object> CompletableFuture<T> asFuture(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture();
        } catch (UnsupportedOperationException hasNone) {
            CompletableFuture<T> future = new CompletableFuture<>();
            stage.whenComplete((value, thrown) -> {
                if (thrown == null) {
                    future.complete(value);
                } else {
                    future.completeExceptionally(failureOf(thrown));
                }
            });
            return future;
        }
    }

    /** Cancels where that is supported; the answer does not matter any more. */
    static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (RuntimeException unsupported) {
            // The attempt goes on abandoned; its outcome is dropped either way.
        }
    }
}
