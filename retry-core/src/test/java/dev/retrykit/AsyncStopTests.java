package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AsyncStopTests {

    private final AsyncScene scene = new AsyncScene(AsyncScene.policy());
    private final IOException failure = new IOException("failed");

    @Test
    void endsWaitingCallsWithTheirLastFailure() {
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);
        scene.advance(50);

        scene.registry.pause();

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 100", "closed after 1");
        assertThat(scene.budget.available()).isEqualTo(100);
        assertThat(scene.time.pendingAlarms()).isZero();
        assertThat(scene.retrier.statistics().waiting()).isZero();
        assertThat(scene.retrier.statistics().retries()).isZero();
    }

    @Test
    void tellsOfTheEndOnTheExecutorNotOnTheThreadThatStops() {
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);
        scene.holdTasks();

        scene.registry.pause();

        assertThat(future).isNotDone();
        assertThat(scene.told()).hasSize(2);
        scene.runQueued();
        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
    }

    @Test
    void endsAQueuedRetryWhenItsTurnComes() {
        CompletableFuture<String> future = scene.call();
        scene.holdTasks();
        scene.fail(1, failure);
        scene.advance(100);

        scene.registry.pause();
        scene.runQueued();

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.startsMillis).hasSize(1);
        assertThat(scene.told()).endsWith("closed after 1");
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    @Test
    void letsRunningAttemptsFinish() {
        CompletableFuture<String> succeeding = scene.call();
        CompletableFuture<String> failing = scene.call();

        scene.registry.pause();
        assertThat(scene.stages).noneMatch(CompletableFuture::isDone);
        scene.succeed(1, "finished");
        scene.fail(2, failure);

        assertThat(succeeding).isCompletedWithValue("finished");
        assertThat(AsyncScene.failureOf(failing)).isSameAs(failure);
        assertThat(scene.retrier.statistics().ended(StopReason.CLOSED)).isEqualTo(1);
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    @Test
    void makesFirstAttemptsOfNewCallsWhilePaused() {
        scene.registry.pause();
        CompletableFuture<String> future = scene.call();
        assertThat(scene.startsMillis).hasSize(1);
        scene.fail(1, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told()).endsWith("closed after 1");
    }

    @Test
    void doesNotRetryWithoutDelayWhilePaused() {
        AsyncScene prompt = new AsyncScene(AsyncScene.policy().backoff(Backoff.none()));
        prompt.registry.pause();
        CompletableFuture<String> future = prompt.call();
        prompt.fail(1, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(prompt.startsMillis).hasSize(1);
        assertThat(prompt.told()).endsWith("closed after 1");
        assertThat(prompt.budget.available()).isEqualTo(100);
    }

    @Test
    void retriesAgainAfterResuming() {
        scene.registry.pause();
        scene.registry.resume();
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);
        scene.advance(100);
        scene.succeed(2, "again");

        assertThat(future).isCompletedWithValue("again");
    }

    @Test
    void cannotBeResumedOnceClosed() {
        scene.registry.close();

        assertThatIllegalStateException()
                .isThrownBy(scene.registry::resume)
                .withMessage("a closed registry cannot be resumed");
        assertThatIllegalStateException()
                .isThrownBy(() -> scene.registry.register("late", RetryPolicy.defaults()))
                .withMessage("'late' cannot be registered: the registry is closed");
    }

    @Test
    void canBePausedAndClosedTwice() {
        scene.registry.pause();
        scene.registry.pause();
        scene.registry.close();
        scene.registry.close();

        assertThat(scene.call()).isNotDone();
    }

    @Test
    void endsTheWaitOfABlockingCallThatIsPausedMeanwhile() {
        AtomicInteger attempts = new AtomicInteger();
        Thread.interrupted();
        scene.time.ringAfter(Duration.ofMillis(40), scene.registry::pause);
        IOException thrown = null;
        try {
            scene.retrier.run(() -> {
                attempts.incrementAndGet();
                throw failure;
            });
        } catch (IOException caught) {
            thrown = caught;
        }

        assertThat(thrown).isSameAs(failure);
        assertThat(attempts).hasValue(1);
        assertThat(scene.time.elapsed()).isEqualTo(Duration.ofMillis(40));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(scene.told()).endsWith("closed after 1");
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    @Test
    void closesAHundredThousandWaitingCalls() {
        int calls = 100_000;
        RetryRegistry registry = RetryRegistry.create();
        Retrier retrier = registry.register(
                "crowd",
                builder -> builder.policy(RetryPolicy.builder()
                                .maxAttempts(2)
                                .backoff(Backoff.fixed(Duration.ofHours(1)))
                                .build())
                        .budget(RetryBudget.unlimited()));
        List<CompletableFuture<String>> futures = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            futures.add(retrier.callAsync(attempt -> CompletableFuture.failedFuture(failure)));
        }
        assertThat(retrier.statistics().waiting()).isEqualTo(calls);

        registry.close();

        assertThat(CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)))
                .failsWithin(Duration.ofSeconds(30));
        assertThat(futures.stream().filter(future -> AsyncScene.failureOf(future) == failure))
                .hasSize(calls);
        assertThat(retrier.statistics().waiting()).isZero();
        assertThat(retrier.statistics().ended(StopReason.CLOSED)).isEqualTo(calls);
        assertThat(retrier.statistics().calls()).isEqualTo(calls);
    }
}
