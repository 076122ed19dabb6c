package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncCancelTests {

    private final AsyncScene scene = new AsyncScene(AsyncScene.policy());
    private final IOException failure = new IOException("failed");

    @AfterEach
    void leavesNothingBehind() {
        assertThat(scene.time.pendingAlarms()).isZero();
        assertThat(scene.retrier.statistics().waiting()).isZero();
        assertThat(scene.retrier.statistics().calls()).isEqualTo(1);
    }

    @Test
    void cancelsTheFirstAttempt() {
        CompletableFuture<String> future = scene.call();

        assertThat(future.cancel(true)).isTrue();

        assertThat(future).isCancelled();
        assertThat(scene.stages.get(0)).isCancelled();
        assertThat(scene.told()).containsExactly("cancelled after 1");
        assertThat(scene.retrier.statistics().calls(CallOutcome.FAILED, false)).isEqualTo(1);
    }

    @Test
    void cancelsTheWaitAndGivesThePermitBack() {
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);
        assertThat(scene.budget.available()).isEqualTo(90);

        future.cancel(false);

        assertThat(scene.budget.available()).isEqualTo(100);
        assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 100", "cancelled after 1");
        scene.advance(100);
        assertThat(scene.startsMillis).hasSize(1);
        assertThat(scene.retrier.statistics().retries()).isZero();
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void cancelsALaterAttemptWhosePermitStaysSpent() {
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);
        scene.advance(100);

        future.cancel(false);

        assertThat(scene.stages.get(1)).isCancelled();
        assertThat(scene.budget.available()).isEqualTo(90);
        assertThat(scene.told()).endsWith("cancelled after 2");
        assertThat(scene.retrier.statistics().calls(CallOutcome.FAILED, true)).isEqualTo(1);
    }

    @Test
    void cancelsARetryThatTheExecutorHasNotBegun() {
        CompletableFuture<String> future = scene.call();
        scene.holdTasks();
        scene.fail(1, failure);
        scene.advance(100);
        assertThat(scene.queued()).isEqualTo(1);

        future.cancel(false);

        assertThat(scene.told()).endsWith("cancelled after 1");
        assertThat(scene.budget.available()).isEqualTo(100);
        scene.runQueued();
        assertThat(scene.startsMillis).hasSize(1);
        assertThat(scene.retrier.statistics().retries()).isZero();
    }

    @Test
    void cancelsWhileAnAttemptIsBeingStarted() {
        CompletableFuture<?>[] future = new CompletableFuture<?>[1];
        future[0] = scene.retrier.callAsync(attempt -> {
            if (attempt.number() == 2) {
                future[0].cancel(true);
            }
            return scene.started();
        });
        scene.fail(1, failure);
        scene.advance(100);

        assertThat(scene.stages.get(1)).isCancelled();
        assertThat(scene.told()).endsWith("cancelled after 2");
        assertThat(scene.retrier.statistics().retries()).isEqualTo(1);
        assertThat(scene.budget.available()).isEqualTo(90);
    }

    @Test
    void cancelsWhileListenersAreTold() {
        CompletableFuture<?>[] future = new CompletableFuture<?>[1];
        AsyncScene listened = new AsyncScene(
                AsyncScene.policy(), builder -> builder.listeners(List.of(event -> future[0].cancel(true))));
        future[0] = listened.call();
        listened.fail(1, failure);

        assertThat(future[0]).isCancelled();
        assertThat(listened.retrier.statistics().ended(StopReason.CANCELLED)).isEqualTo(1);
        assertThat(listened.retrier.statistics().calls()).isEqualTo(1);
        assertThat(listened.budget.available()).isEqualTo(100);
        assertThat(listened.time.pendingAlarms()).isZero();
        scene.call().cancel(true);
    }

    @Test
    void cancelsImmediateRetriesBetweenTwoAttempts() {
        CompletableFuture<?>[] future = new CompletableFuture<?>[1];
        AsyncScene prompt = new AsyncScene(
                AsyncScene.policy().backoff(Backoff.none()),
                builder -> builder.listeners(List.of(event -> {
                    if (event instanceof RetryEvent.RetryScheduled scheduled && scheduled.attempt() == 3) {
                        future[0].cancel(true);
                    }
                })));
        future[0] = prompt.retrier.callAsync(attempt -> {
            CompletableFuture<String> stage = prompt.started();
            if (attempt.number() > 1) {
                stage.completeExceptionally(failure);
            }
            return stage;
        });
        prompt.fail(1, failure);

        assertThat(prompt.startsMillis).hasSize(2);
        assertThat(prompt.retrier.statistics().ended(StopReason.CANCELLED)).isEqualTo(1);
        assertThat(prompt.retrier.statistics().calls()).isEqualTo(1);
        assertThat(prompt.budget.available()).isEqualTo(90);
        scene.call().cancel(true);
    }

    @Test
    void countsASecondCancelOnlyOnce() {
        CompletableFuture<String> future = scene.call();

        assertThat(future.cancel(true)).isTrue();
        assertThat(future.cancel(true)).isTrue();

        assertThat(scene.told()).containsExactly("cancelled after 1");
    }

    @Test
    void doesNothingWhenCancelledAfterTheEnd() {
        CompletableFuture<String> future = scene.call();
        scene.succeed(1, "done");

        assertThat(future.cancel(true)).isFalse();

        assertThat(scene.retrier.statistics().calls(CallOutcome.SUCCESS, false)).isEqualTo(1);
    }

    @Test
    void dropsWhatAnAttemptComesToAfterTheCallWasCancelled() {
        CompletableFuture<String> underneath = new CompletableFuture<>();
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> new AsyncReadOnlyStage<>(underneath));
        future.cancel(true);

        underneath.complete("late");

        assertThat(future).isCancelled();
        assertThat(AsyncScene.failureOf(future)).isInstanceOf(CancellationException.class);
        assertThat(scene.told()).containsExactly("cancelled after 1");
    }

    @Test
    void endsTheCallThatTheCallerCompletes() {
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);

        assertThat(future.complete("enough")).isTrue();

        assertThat(future).isCompletedWithValue("enough");
        assertThat(scene.told()).endsWith("cancelled after 1");
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    @Test
    void endsTheCallThatTheCallerCompletesExceptionally() {
        CompletableFuture<String> future = scene.call();
        IllegalStateException enough = new IllegalStateException("enough");

        assertThat(future.completeExceptionally(enough)).isTrue();

        assertThat(AsyncScene.failureOf(future)).isSameAs(enough);
        assertThat(scene.stages.get(0)).isCancelled();
        assertThat(scene.told()).containsExactly("cancelled after 1");
    }

    @Test
    void endsTheCallThatTheCallerCompletesElsewhere() {
        CompletableFuture<String> future = scene.call();

        assertThat(future.completeAsync(() -> "elsewhere", Runnable::run)).isSameAs(future);

        assertThat(future).isCompletedWithValue("elsewhere");
        assertThat(scene.stages.get(0)).isCancelled();
        assertThat(scene.told()).containsExactly("cancelled after 1");
    }

    @Test
    void failsTheCallThatTheCallerFailsToComplete() {
        CompletableFuture<String> future = scene.call();
        IllegalStateException broken = new IllegalStateException("supplier");

        CompletableFuture<String> same = future.completeAsync(
                () -> {
                    throw broken;
                },
                Runnable::run);

        assertThat(AsyncScene.failureOf(same)).isSameAs(broken);
        assertThat(scene.stages.get(0)).isCancelled();
    }

    /** Real time: the delay is the JDK's own, which no clock of ours can advance. It is as short as it can be. */
    @Test
    void endsTheCallWhoseFutureTimesOut() {
        CompletableFuture<String> future = scene.call();

        CompletableFuture<String> same = future.orTimeout(1, TimeUnit.MILLISECONDS);

        assertThat(same).isSameAs(future);
        assertThat(future)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(TimeoutException.class);
        // The future is completed first, the stage cancelled after it.
        assertThat(scene.stages.get(0))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .isInstanceOf(CancellationException.class);
        assertThat(AsyncPatience.until(() -> scene.told().contains("cancelled after 1")))
                .isTrue();
    }
}
