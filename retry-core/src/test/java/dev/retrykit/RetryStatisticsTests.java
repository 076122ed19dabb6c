package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.event.AttemptOutcome;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.StopReason;
import dev.retrykit.time.Alarm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryStatisticsTests {

    @EveryForm
    void addUpOverCalls(CallForm form) {
        Scene scene = new Scene(form, Scene.policy());
        scene.play(returns("a"));
        scene.play(returns("a"));
        scene.play(fails(), returns("a"));
        scene.play(times(4, fails()));
        scene.play(fails(new AssertionError()));
        RetryStatistics statistics = scene.retrier.statistics();
        assertThat(statistics.calls()).isEqualTo(5);
        assertThat(statistics.calls(CallOutcome.SUCCESS, false)).isEqualTo(2);
        assertThat(statistics.calls(CallOutcome.SUCCESS, true)).isEqualTo(1);
        assertThat(statistics.calls(CallOutcome.EXHAUSTED, true)).isEqualTo(1);
        assertThat(statistics.calls(CallOutcome.FAILED, false)).isEqualTo(1);
        assertThat(statistics.attempts(AttemptOutcome.SUCCESS)).isEqualTo(3);
        assertThat(statistics.attempts(AttemptOutcome.FAILURE)).isEqualTo(6); // 1 + 4 + 1
        assertThat(statistics.retries()).isEqualTo(4); // 1 + 3
        assertThat(statistics.ended(StopReason.MAX_ATTEMPTS)).isEqualTo(1);
        assertThat(statistics.ended(StopReason.NOT_RETRYABLE)).isEqualTo(1);
    }

    @EveryForm
    void countCallsByTheirAttemptsWithFiveForAllAbove(CallForm form) {
        Scene scene = new Scene(form, Scene.policy().maxAttempts(7));
        for (int failures = 0; failures < 7; failures++) {
            Step[] script = times(failures + 1, fails());
            script[failures] = returns("a");
            scene.play(script);
        }
        scene.play(times(7, fails()));
        RetryStatistics statistics = scene.retrier.statistics();
        assertThat(IntStream.rangeClosed(1, 5).mapToLong(statistics::callsByAttempts))
                .containsExactly(1L, 1L, 1L, 1L, 4L);
        assertThat(statistics.calls(CallOutcome.SUCCESS, true)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 6})
    void haveNoCountForOtherNumbersOfAttempts(int attempts) {
        RetryStatistics statistics =
                Retrier.of("payments", RetryPolicy.defaults()).statistics();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> statistics.callsByAttempts(attempts))
                .withMessage("attempts must be between 1 and 5, but was " + attempts);
    }

    @EveryForm
    void countACallAsWaitingWhileItWaits(CallForm form) {
        List<Long> waiting = new ArrayList<>();
        Scene scene = new Scene(form, Scene.policy());
        Alarm.Handle meanwhile = scene.time.ringAfter(
                Duration.ofMillis(500),
                () -> waiting.add(scene.retrier.statistics().waiting()));
        scene.play(
                all -> {
                    waiting.add(all.retrier.statistics().waiting());
                    return fails().play(all);
                },
                returns("a"));
        meanwhile.cancel();
        assertThat(waiting).containsExactly(0L, 1L);
    }

    @EveryForm
    void countACallAsRetryingFromItsFirstFailureToItsEnd(CallForm form) {
        List<Long> retrying = new ArrayList<>();
        Scene scene = new Scene(form, Scene.policy());
        Alarm.Handle meanwhile = scene.time.ringAfter(
                Duration.ofMillis(500),
                () -> retrying.add(scene.retrier.statistics().retrying()));
        scene.play(
                all -> {
                    retrying.add(all.retrier.statistics().retrying());
                    return fails().play(all);
                },
                all -> {
                    retrying.add(all.retrier.statistics().retrying());
                    return fails().play(all);
                },
                returns("a"));
        meanwhile.cancel();
        assertThat(retrying).containsExactly(0L, 1L, 1L);
        assertThat(scene.retrier.statistics().retrying()).isZero();
    }

    @EveryForm
    void tellTheTimeOfEachWait(CallForm form) {
        List<Duration> waits = new ArrayList<>();
        Scene scene = new Scene(form, Scene.policy().backoff(Backoff.exponential(Duration.ofSeconds(1), 2)));
        scene.retrier.statistics().onWaitEnd(waits::add);
        scene.play(returns("a"));
        scene.play(times(4, fails()));
        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @EveryForm
    void tellOfNoWaitWhereTheDelayIsZero(CallForm form) {
        List<Duration> waits = new ArrayList<>();
        Scene scene = new Scene(form, Scene.policy().backoff(Backoff.none()));
        scene.retrier.statistics().onWaitEnd(waits::add);
        scene.play(fails(), returns("a"));
        assertThat(waits).isEmpty();
    }

    @EveryForm
    void passOverWhatThrowsWhenItIsToldOfAWait(CallForm form) {
        List<Duration> waits = new ArrayList<>();
        Scene scene = new Scene(form, Scene.policy());
        scene.retrier.statistics().onWaitEnd(wait -> {
            throw new IllegalStateException("cannot record");
        });
        scene.retrier.statistics().onWaitEnd(waits::add);
        assertThat(scene.play(fails(), returns("a")).thrown()).isNull();
        assertThat(waits).containsExactly(Duration.ofSeconds(1));
        assertThat(scene.retrier.statistics().listenerFailures()).isEqualTo(1);
    }

    @Test
    void tellTheTimeThatPassedWhereAWaitIsCancelled() {
        List<Duration> waits = new ArrayList<>();
        AsyncScene scene = new AsyncScene(AsyncScene.policy());
        scene.retrier.statistics().onWaitEnd(waits::add);
        CompletableFuture<String> call = scene.call();
        scene.fail(1, new IOException("failed"));
        scene.advance(30);
        assertThat(scene.retrier.statistics().retrying()).isEqualTo(1);
        call.cancel(true);
        assertThat(waits).containsExactly(Duration.ofMillis(30));
        assertThat(scene.retrier.statistics().retrying()).isZero();
    }

    @Test
    void goOnAfterAWaitWhoseListenerThrewAnError() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy());
        scene.retrier.statistics().onWaitEnd(wait -> {
            throw new AssertionError("cannot record");
        });
        CompletableFuture<String> call = scene.call();
        scene.fail(1, new IOException("failed"));
        assertThatThrownBy(() -> scene.advance(100)).hasMessage("cannot record");
        scene.succeed(2, "second");
        assertThat(call).isCompletedWithValue("second");
    }

    @Test
    void areLiveAndAlwaysTheSameObject() {
        Retrier retrier = Retrier.of("payments", RetryPolicy.defaults());
        RetryStatistics before = retrier.statistics();
        retrier.call(() -> "a");
        assertThat(retrier.statistics()).isSameAs(before);
        assertThat(before.calls()).isEqualTo(1);
    }

    @Test
    void neverShowFewerThanNoWaitingCalls() {
        RetryStatistics statistics = new RetryStatistics();
        statistics.waitEnded();
        assertThat(statistics.waiting()).isZero();
    }
}
