package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The calls that answer by a future. The scene lets time pass until they have. */
@SuppressWarnings("NullAway") // nullable type arguments, which the analysis does not follow on JDK 17
enum AsyncForm implements CallForm {
    /** The attempt has ended when its stage is returned. */
    CALL_ASYNC {
        @Override
        CompletableFuture<@Nullable Object> start(Scene scene, Operation operation) {
            return scene.retrier.callAsync(attempt -> {
                scene.sawAttempt(attempt);
                return ended(operation);
            });
        }
    },
    CALL_ASYNC_WITH_CONTEXT {
        @Override
        CompletableFuture<@Nullable Object> start(Scene scene, Operation operation) {
            return scene.retrier.callAsync("context", (context, attempt) -> {
                scene.sawAttempt(attempt);
                return ended(operation);
            });
        }
    },
    /** A failed attempt throws where it should return a stage. */
    CALL_ASYNC_THROWING {
        @Override
        CompletableFuture<@Nullable Object> start(Scene scene, Operation operation) {
            return scene.retrier.callAsync(attempt -> CompletableFuture.completedFuture(operation.attempt()));
        }
    },
    /** A stage that depends on another one wraps the failure of that one. */
    CALL_ASYNC_DEPENDENT {
        @Override
        CompletableFuture<@Nullable Object> start(Scene scene, Operation operation) {
            return scene.retrier.callAsync(attempt -> ended(operation).thenApply(value -> value));
        }
    },
    CALL_ASYNC_WITH_SCOPE {
        @Override
        CompletableFuture<@Nullable Object> start(Scene scene, Operation operation) {
            return scene.retrier.callAsync(attempt -> ended(operation));
        }

        @Override
        public Retrier.Builder equip(Retrier.Builder builder) {
            return BlockingForm.CALL_WITH_SCOPE.equip(builder);
        }
    },
    /** The attempt ends after its stage was returned. */
    CALL_ASYNC_LATER {
        @Override
        CompletableFuture<@Nullable Object> start(Scene scene, Operation operation) {
            return scene.retrier.callAsync(attempt -> {
                CompletableFuture<@Nullable Object> stage = new CompletableFuture<>();
                scene.time.ringAfter(Duration.ZERO, () -> end(stage, operation));
                return stage;
            });
        }
    };

    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    abstract CompletableFuture<@Nullable Object> start(Scene scene, Operation operation);

    @Override
    public @Nullable Object call(Scene scene, Operation operation) throws Throwable {
        CompletableFuture<@Nullable Object> future = start(scene, operation);
        scene.time.sleep(FOR_EVER, future::isDone);
        assertThat(future).as("the caller's future").isDone();
        // "join" and "get" would hide a CompletionException of the operation's own.
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        CompletionStage<@Nullable Object> seen = future.whenComplete((value, failure) -> thrown.set(failure));
        assertThat(seen).isNotNull();
        Throwable failure = thrown.get();
        if (failure != null) {
            throw failure;
        }
        return future.join();
    }

    private static void end(CompletableFuture<@Nullable Object> stage, Operation operation) {
        try {
            stage.complete(operation.attempt());
        } catch (Throwable failure) {
            stage.completeExceptionally(failure);
        }
    }

    private static CompletableFuture<@Nullable Object> ended(Operation operation) {
        try {
            return CompletableFuture.completedFuture(operation.attempt());
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
