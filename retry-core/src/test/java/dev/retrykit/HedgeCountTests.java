package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureKind;
import dev.retrykit.event.HedgeOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is counted of the attempts that a hedged call sends after its first, and of its waits. */
class HedgeCountTests {

    private final AsyncScene scene = new AsyncScene(HedgingTests.policy(500));
    private final RetryStatistics statistics = scene.retrier.statistics();

    private List<Long> wonLostRefused() {
        return Arrays.stream(HedgeOutcome.values()).map(statistics::hedges).toList();
    }

    @Test
    void countsTheWinnerAndThoseThatItLeavesBehind() {
        CompletableFuture<String> unused = scene.call();
        scene.advance(1_500);
        scene.succeed(3, "third");

        assertThat(wonLostRefused()).containsExactly(1L, 2L, 0L);
        assertThat(statistics.retries()).isEqualTo(3);
    }

    @Test
    void countsNoHedgeWhereTheFirstAttemptAnswersInTime() {
        CompletableFuture<String> unused = scene.call();
        scene.succeed(1, "first");

        assertThat(wonLostRefused()).containsExactly(0L, 0L, 0L);
    }

    @Test
    void countsAllAsLostWhereTheFirstAttemptAnswersLate() {
        CompletableFuture<String> unused = scene.call();
        scene.advance(600);
        scene.succeed(1, "first");

        assertThat(wonLostRefused()).containsExactly(0L, 1L, 0L);
    }

    @Test
    void countsOneThatFailsAsLostOnce() {
        CompletableFuture<String> unused = scene.call();
        scene.advance(500);
        scene.fail(2, new IOException("failed"));
        scene.succeed(3, "third");

        assertThat(wonLostRefused()).containsExactly(1L, 1L, 0L);
    }

    @Test
    void countsThoseThatACancelledCallLeavesBehind() {
        CompletableFuture<String> call = scene.call();
        scene.advance(500);
        call.cancel(true);

        assertThat(wonLostRefused()).containsExactly(0L, 1L, 0L);
    }

    @Test
    void countsWhatTheBudgetRefuses() {
        while (scene.budget.tryAcquire(FailureKind.TRANSIENT) != null) {
            assertThat(scene.budget.available()).isNotNegative();
        }
        CompletableFuture<String> unused = scene.call();
        scene.advance(500);

        assertThat(wonLostRefused()).containsExactly(0L, 0L, 1L);
    }

    @Test
    void countsWhatTheExecutorRefuses() {
        CompletableFuture<String> call = scene.call();
        scene.refuseTasks();
        scene.fail(1, new IOException("failed"));

        assertThat(call).isCompletedExceptionally();
        assertThat(wonLostRefused()).containsExactly(0L, 0L, 1L);
    }

    @Test
    void countsNoneThatWaitedForAThreadInVain() {
        CompletableFuture<String> unused = scene.call();
        scene.holdTasks();
        scene.fail(1, new IOException("failed"));
        unused.cancel(true);
        scene.runQueued();

        assertThat(wonLostRefused()).containsExactly(0L, 0L, 0L);
        assertThat(statistics.retries()).isZero();
        assertThat(statistics.retrying()).isZero();
    }

    @Test
    void tellsOfNoWaitWhileAnAttemptRuns() {
        List<Duration> waits = new ArrayList<>();
        statistics.onWaitEnd(waits::add);
        CompletableFuture<String> unused = scene.call();
        scene.advance(500);
        scene.succeed(2, "second");

        assertThat(waits).isEmpty();
    }
}
