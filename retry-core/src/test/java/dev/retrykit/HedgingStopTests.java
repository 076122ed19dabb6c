package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.ServerWord;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Hedged calls across a stop and a restart of their registry. */
class HedgingStopTests {

    private final AsyncScene scene = new AsyncScene(HedgingTests.policy(500));
    private final IOException failure = new IOException("failed");

    private static RetryPolicy.Builder pushedBack(long millis) {
        return HedgingTests.policy(500)
                .serverDelay(answer -> ServerWord.exactly(Duration.ofMillis(millis)), Duration.ofSeconds(30));
    }

    @Test
    void sendNothingMeanwhileAndGoOnAfterwardsWithAFullDelay() {
        CompletableFuture<String> future = scene.call();
        scene.advance(300);
        scene.registry.pause();
        scene.advance(2000);
        assertThat(scene.startsMillis).containsExactly(0L);
        assertThat(scene.time.pendingAlarms()).isZero();

        scene.registry.resume();
        assertThat(scene.startsMillis).containsExactly(0L);
        scene.advance(1000);

        assertThat(scene.startsMillis).containsExactly(0L, 2800L, 3300L);
        scene.succeed(3, "third");
        assertThat(future).isCompletedWithValue("third");
        assertThat(scene.stages.get(0)).isCancelled();
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void goOnThoughTheRestartFollowsAtOnce() {
        CompletableFuture<String> future = scene.call();
        scene.advance(300);
        scene.registry.pause();
        scene.registry.resume();
        scene.advance(500);

        assertThat(scene.startsMillis).containsExactly(0L, 800L);
        scene.succeed(1, "first");
        assertThat(future).isCompletedWithValue("first");
    }

    @Test
    void goOnThoughTheRestartCameBeforeTheExecutorDealtWithTheStop() {
        scene.holdTasks();
        CompletableFuture<String> future = scene.call();
        scene.advance(300);
        scene.registry.pause();
        scene.registry.resume();
        scene.runQueued();
        scene.advance(500);
        scene.runQueued();

        assertThat(scene.startsMillis).containsExactly(0L, 800L);
        scene.succeed(1, "first");
        assertThat(future).isCompletedWithValue("first");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void goOnAfterSeveralStops() {
        CompletableFuture<String> future = scene.call();
        for (int stop = 0; stop < 3; stop++) {
            scene.registry.pause();
            scene.registry.resume();
        }
        scene.advance(500);

        assertThat(scene.startsMillis).containsExactly(0L, 500L);
        future.cancel(true);
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void beginToHedgeAfterTheRestartIfTheyWereMadeMeanwhile() {
        scene.registry.pause();
        CompletableFuture<String> future = scene.call();
        scene.advance(1000);
        assertThat(scene.startsMillis).containsExactly(0L);
        scene.registry.resume();
        scene.advance(500);

        assertThat(scene.startsMillis).containsExactly(0L, 1500L);
        future.cancel(true);
    }

    @Test
    void sendTheNextAtOnceWhenAnAttemptFailsAfterTheRestart() {
        CompletableFuture<String> future = scene.call();
        scene.registry.pause();
        scene.registry.resume();
        scene.fail(1, failure);

        assertThat(scene.startsMillis).containsExactly(0L, 0L);
        scene.succeed(2, "second");
        assertThat(future).isCompletedWithValue("second");
    }

    @Test
    void endWhenTheLastRunningAttemptFailsMeanwhile() {
        CompletableFuture<String> future = scene.call();
        scene.registry.pause();
        scene.fail(1, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told()).containsExactly("failed 1", "closed after 1");
        scene.registry.resume();
        scene.advance(10_000);
        assertThat(scene.startsMillis).containsExactly(0L);
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void takeASuccessOfARunningAttemptMeanwhile() {
        CompletableFuture<String> future = scene.call();
        scene.registry.pause();
        scene.succeed(1, "first");

        assertThat(future).isCompletedWithValue("first");
        scene.registry.resume();
        scene.advance(10_000);
        assertThat(scene.startsMillis).containsExactly(0L);
        assertThat(scene.told()).isEmpty();
    }

    @Test
    void endWithTheirLastFailureIfNothingRuns() {
        AsyncScene pushed = new AsyncScene(pushedBack(1000));
        CompletableFuture<String> future = pushed.call();
        pushed.fail(1, failure);
        assertThat(pushed.retrier.statistics().waiting()).isEqualTo(1);
        pushed.registry.pause();

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(pushed.retrier.statistics().waiting()).isZero();
        assertThat(pushed.told()).containsExactly("failed 1", "scheduled 2 in 1000", "closed after 1");
    }

    @Test
    void leaveNothingBehindWhenTheRegistryCloses() {
        CompletableFuture<String> future = scene.call();
        scene.registry.close();
        scene.advance(10_000);
        assertThat(scene.startsMillis).containsExactly(0L);
        scene.fail(1, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told()).endsWith("closed after 1");
    }

    @Test
    void countAsWaitingWhileNothingRunsBecauseOfAPushback() {
        AsyncScene pushed = new AsyncScene(pushedBack(1000));
        CompletableFuture<String> future = pushed.call();
        pushed.advance(500);
        assertThat(pushed.retrier.statistics().waiting()).isZero();
        pushed.fail(1, failure);
        assertThat(pushed.retrier.statistics().waiting()).as("one still runs").isZero();
        pushed.fail(2, failure);
        assertThat(pushed.retrier.statistics().waiting()).isEqualTo(1);
        pushed.advance(1000);

        assertThat(pushed.retrier.statistics().waiting()).isZero();
        assertThat(pushed.startsMillis).containsExactly(0L, 500L, 1500L);
        assertThat(pushed.told())
                .containsExactly(
                        "scheduled 2 in 500", "failed 1", "scheduled 3 in 1000", "failed 2", "scheduled 3 in 1000");
        future.cancel(true);
    }

    @Test
    void countAsWaitingNoLongerWhenTheyAreCancelled() {
        AsyncScene pushed = new AsyncScene(pushedBack(1000));
        CompletableFuture<String> future = pushed.call();
        pushed.fail(1, failure);
        future.cancel(true);

        assertThat(pushed.retrier.statistics().waiting()).isZero();
        assertThat(pushed.told()).containsExactly("failed 1", "scheduled 2 in 1000", "cancelled after 1");
        assertThat(pushed.time.pendingAlarms()).isZero();
    }
}
