package dev.retrykit;

import dev.retrykit.AttemptScope.Scope;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
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
        CompletionStage<T> stage;
        call.bind();
        try {
            stage = start(operation, context, call.currentAttempt(), call.name());
        } finally {
            call.unbind();
        }
        try {
            scope.close();
        } catch (Throwable error) {
            cancel(stage);
            throw error;
        }
        return stage;
    }

    /**
     * Whether the stage is known to have succeeded. Only futures whose behaviour is known are asked: those that may just be
     * read, as {@link CompletableFuture#completedStage}, throw when they are asked.
     */
    static boolean hasSucceeded(CompletionStage<?> stage) {
        return (stage.getClass() == CompletableFuture.class
                        || stage instanceof CallFuture<?>
                        || stage instanceof CommittableStage<?>)
                && stage.toCompletableFuture().isDone()
                && !stage.toCompletableFuture().isCompletedExceptionally();
    }

    /** Whether part of what the stage comes to has reached the caller. */
    static boolean isCommitted(CompletionStage<?> stage) {
        return stage instanceof CommittableStage<?> committable && committable.committed();
    }

    /** Whether a limit that has passed ends the attempt: not once it is committed, and then never. */
    static boolean canBeCut(CompletionStage<?> stage) {
        return !(stage instanceof CommittableStage<?> committable) || committable.withhold();
    }

    /**
     * What the stage failed with: a stage that depends on a failed one wraps its failure. A wrapper that bears a mark was
     * thrown by somebody and stays.
     */
    static Throwable failureOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean wraps = thrown instanceof CompletionException && cause != null && !RetriesExhausted.marks(thrown);
        return wraps && cause != null ? cause : thrown;
    }

    static <T extends @Nullable Object> CompletableFuture<T> asFuture(CompletionStage<T> stage) {
        try {
            return Objects.requireNonNull(stage.toCompletableFuture());
        } catch (RuntimeException hasNone) {
            return copy(stage);
        }
    }

    private static <T extends @Nullable Object> CompletableFuture<T> copy(CompletionStage<T> stage) {
        CompletableFuture<T> future = new CompletableFuture<>();
        whenEnded(stage, (value, thrown) -> {
            if (thrown == null) {
                future.complete(value);
            } else {
                future.completeExceptionally(thrown);
            }
        });
        return future;
    }

    /** Tells what a stage ends with: a value, or what it failed with, which may be that it cannot be listened to. */
    static <T extends @Nullable Object> void whenEnded(
            CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> listener) {
        try {
            stage.handle((value, thrown) -> {
                listener.accept(value, thrown == null ? null : failureOf(thrown));
                return null;
            });
        } catch (Throwable stageCannotBeListenedTo) {
            listener.accept(null, stageCannotBeListenedTo);
        }
    }

    /** Cancels where that is supported; the answer does not matter any more. */
    static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (Throwable unsupportedOrBroken) {
            // The attempt goes on abandoned; its outcome is dropped either way.
        }
    }
}
