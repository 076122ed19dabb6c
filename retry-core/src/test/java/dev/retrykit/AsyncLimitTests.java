package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AsyncLimitTests {

    private final IOException failure = new IOException("failed");

    private static RetryPolicy.Builder attemptsOf(long millis) {
        return AsyncScene.policy().attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(millis)));
    }

    @Test
    void cutsAnAttemptByCancellingItsStageAndRetries() {
        AsyncScene scene = new AsyncScene(attemptsOf(50));
        CompletableFuture<String> future = scene.call();
        scene.advance(49);
        assertThat(scene.stages.get(0)).isNotDone();
        scene.advance(1);
        assertThat(scene.stages.get(0)).isCancelled();
        assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 100");
        scene.advance(100);
        scene.succeed(2, "second");

        assertThat(future).isCompletedWithValue("second");
        assertThat(scene.startsMillis).containsExactly(0L, 150L);
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void failsWithTheTimeoutIfThatWasLast() {
        AsyncScene scene = new AsyncScene(attemptsOf(50).maxAttempts(2));
        CompletableFuture<String> future = scene.call();
        scene.advance(1000);

        assertThat(AsyncScene.failureOf(future))
                .isInstanceOf(AttemptTimeoutException.class)
                .hasMessage("attempt 2 of 'scene' was cut by its time limit of PT0.05S")
                .hasNoCause();
        assertThat(scene.retrier.statistics().ended(StopReason.MAX_ATTEMPTS)).isEqualTo(1);
    }

    @Test
    void leavesAStageRunningThatCannotBeCancelledAndDropsItsResult() {
        AsyncScene scene = new AsyncScene(attemptsOf(50));
        CompletableFuture<String> future =
                scene.retrier.callAsync(attempt -> new AsyncReadOnlyStage<>(scene.started()));
        scene.advance(150);
        assertThat(scene.stages).hasSize(2);
        assertThat(scene.stages.get(0)).isNotDone();

        scene.succeed(1, "late");
        assertThat(future).isNotDone();
        scene.succeed(2, "in time");

        assertThat(future).isCompletedWithValue("in time");
        assertThat(scene.retrier.statistics().calls()).isEqualTo(1);
    }

    @Test
    void survivesAStageThatThrowsWhenItIsCancelled() {
        AsyncScene scene = new AsyncScene(attemptsOf(50).maxAttempts(1));
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                throw new AssertionError("not to be cancelled");
            }
        });
        scene.advance(50);

        assertThat(AsyncScene.failureOf(future)).isInstanceOf(AttemptTimeoutException.class);
    }

    @Test
    void takesTheLimitBackWhenTheAttemptEnds() {
        AsyncScene scene = new AsyncScene(attemptsOf(50));
        CompletableFuture<String> future = scene.call();
        assertThat(scene.time.pendingAlarms()).isEqualTo(1);
        scene.succeed(1, "done");

        assertThat(future).isCompletedWithValue("done");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void takesTheLimitBackWhenTheCallIsCancelled() {
        AsyncScene scene = new AsyncScene(attemptsOf(50));
        scene.call().cancel(true);

        assertThat(scene.time.pendingAlarms()).isZero();
        scene.advance(100);
        assertThat(scene.told()).containsExactly("cancelled after 1");
    }

    @Test
    void countsTheTimeThatStartingTakes() {
        AsyncScene scene = new AsyncScene(attemptsOf(50).maxAttempts(1));
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            scene.advance(30);
            return scene.started();
        });
        scene.advance(19);
        assertThat(future).isNotDone();
        scene.advance(1);

        assertThat(AsyncScene.failureOf(future)).isInstanceOf(AttemptTimeoutException.class);
    }

    @Test
    void takesAFailureThatComesAfterTheLimitForATimeout() {
        AsyncScene scene = new AsyncScene(attemptsOf(50).maxAttempts(1));
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            scene.advance(50);
            throw failure;
        });

        assertThat(AsyncScene.failureOf(future))
                .isInstanceOf(AttemptTimeoutException.class)
                .hasCause(failure);
    }

    @Test
    void takesAValueThatComesAfterTheLimit() {
        AsyncScene scene = new AsyncScene(attemptsOf(50).maxAttempts(1));
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            scene.advance(60);
            return CompletableFuture.completedFuture("late, but here");
        });

        assertThat(future).isCompletedWithValue("late, but here");
    }

    @Test
    void doesNotTakeAnErrorOfTheMachineForATimeout() {
        AsyncScene scene = new AsyncScene(attemptsOf(50));
        OutOfMemoryError error = new OutOfMemoryError("for the test");
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            scene.advance(60);
            return CompletableFuture.<String>failedFuture(error);
        });
        scene.advance(1000);

        assertThat(AsyncScene.failureOf(future)).isSameAs(error);
        assertThat(scene.retrier.statistics().ended(StopReason.NOT_RETRYABLE)).isEqualTo(1);
    }

    @Test
    void cutsTheRunningAttemptAtTheTotalTimeout() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy().totalTimeout(Duration.ofMillis(250)));
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);
        scene.advance(249);
        assertThat(future).isNotDone();
        scene.advance(1);

        assertThat(AsyncScene.failureOf(future))
                .isInstanceOf(AttemptTimeoutException.class)
                .hasMessage("attempt 2 of 'scene' was cut by its time limit of PT0.15S");
        assertThat(scene.stages.get(1)).isCancelled();
        assertThat(scene.told()).endsWith("failed 2", "total-timeout after 2");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void doesNotBeginAWaitThatWouldEndTooLate() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy().totalTimeout(Duration.ofMillis(250)));
        CompletableFuture<String> future = scene.call();
        scene.advance(150);
        scene.fail(1, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told()).containsExactly("failed 1", "total-timeout after 1");
        assertThat(scene.budget.available()).isEqualTo(100);
        assertThat(scene.retrier.statistics().calls(CallOutcome.EXHAUSTED, false))
                .isEqualTo(1);
    }

    @Test
    void doesNotBeginARetryThatTheExecutorKeptTooLong() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy().totalTimeout(Duration.ofMillis(250)));
        CompletableFuture<String> future = scene.call();
        scene.holdTasks();
        scene.fail(1, failure);
        scene.advance(250);
        scene.runQueued();

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told()).endsWith("total-timeout after 1");
        assertThat(scene.startsMillis).hasSize(1);
        assertThat(scene.retrier.statistics().retries()).isZero();
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    /** 4 s; after 4 s min(8, 10 - 4) = 6 s; after a failure at 9 s min(12, 10 - 9) = 1 s; nothing at 10 s. */
    @Test
    void growsTheLimitsOfGax() {
        List<Long> cutMillis = new ArrayList<>();
        AsyncScene scene = new AsyncScene(RetryPolicy.builder()
                .maxAttempts(10)
                .backoff(Backoff.none())
                .totalTimeout(Duration.ofSeconds(10))
                .attemptTimeout(AttemptTimeout.growing(Duration.ofSeconds(4), 2, Duration.ofSeconds(30))));
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            CompletableFuture<String> stage = scene.started();
            CompletableFuture<String> unused = stage.whenComplete(
                    (value, thrown) -> cutMillis.add(scene.time.elapsed().toMillis()));
            return stage;
        });
        scene.advance(9_000);
        scene.fail(2, failure);
        scene.advance(10_000);

        assertThat(scene.startsMillis).containsExactly(0L, 4_000L, 9_000L);
        assertThat(cutMillis).containsExactly(4_000L, 9_000L, 10_000L);
        assertThat(AsyncScene.failureOf(future)).hasMessage("attempt 3 of 'scene' was cut by its time limit of PT1S");
        assertThat(scene.told()).endsWith("total-timeout after 3");
    }

    @Test
    void inheritsTheTimeLeftOfTheAttemptAround() {
        AsyncScene scene = new AsyncScene(attemptsOf(50).maxAttempts(2));
        Retrier inner = scene.registry.register(
                "inner", builder -> builder.policy(AsyncScene.policy().build()).budget(RetryBudget.unlimited()));
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> inner.callAsync(innermost -> {
            scene.startsMillis.add(scene.time.elapsed().toMillis());
            return CompletableFuture.<String>failedFuture(failure);
        }));
        scene.advance(10_000);

        assertThat(scene.startsMillis).containsExactly(0L, 100L);
        assertThat(inner.statistics().ended(StopReason.TOTAL_TIMEOUT)).isEqualTo(2);
        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(failure.getSuppressed()).hasSize(1);
    }
}
