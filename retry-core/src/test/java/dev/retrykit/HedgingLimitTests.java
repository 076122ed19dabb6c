package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.ServerWord;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.RecordingListener;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HedgingLimitTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final RecordingListener listener = new RecordingListener();

    @Test
    void setsNoTimerThatWouldEndAfterTheOuterAttempt() {
        assertThat(alarmsInsideAnAttemptOfASecond(Duration.ofSeconds(2))).isEqualTo(1);
        assertThat(alarmsInsideAnAttemptOfASecond(SECOND)).isEqualTo(1);
    }

    @Test
    void setsATimerThatEndsInsideTheOuterAttempt() {
        assertThat(alarmsInsideAnAttemptOfASecond(Duration.ofMillis(999))).isEqualTo(2);
    }

    @Test
    void stopsForWantOfAttemptsBeforeTheServerIsHeard() {
        IllegalStateException failure = new IllegalStateException("fails");
        Retrier hedging = builder("hedging")
                .policy(RetryPolicy.builder()
                        .maxAttempts(1)
                        .hedging(new Hedging(SECOND))
                        .serverDelay(thrown -> ServerWord.doNotRetry(), SECOND)
                        .build())
                .build();

        assertThat(hedging.callAsync(attempt -> CompletableFuture.failedFuture(failure)))
                .isCompletedExceptionally();

        assertThat(listener.events(RetryEvent.CallEnded.class))
                .extracting(RetryEvent.CallEnded::reason)
                .containsExactly(StopReason.MAX_ATTEMPTS);
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void setsTheMarkOfAnotherReasonThoughATimerWouldHaveEndedAfterTheOuterAttempt() {
        IllegalStateException failure = new IllegalStateException("fails");
        Retrier outer = builder("outer")
                .policy(RetryPolicy.builder()
                        .attemptTimeout(AttemptTimeout.fixed(SECOND))
                        .build())
                .build();
        Retrier hedging = builder("hedging")
                .policy(RetryPolicy.builder()
                        .hedging(new Hedging(SECOND))
                        .serverDelay(thrown -> ServerWord.doNotRetry(), SECOND)
                        .build())
                .build();
        CompletableFuture<String> call =
                outer.call(() -> hedging.callAsync(attempt -> CompletableFuture.failedFuture(failure)));

        assertThat(AsyncScene.failureOf(call)).isSameAs(failure);
        assertThat(listener.events(RetryEvent.CallEnded.class))
                .extracting(RetryEvent.CallEnded::reason)
                .containsExactly(StopReason.SERVER_REFUSED);
        assertThat(failure.getSuppressed())
                .singleElement()
                .extracting(mark -> ((RetriesExhausted) mark).reason())
                .isEqualTo(StopReason.SERVER_REFUSED);
    }

    /** One is the limit of the outer attempt itself. */
    private int alarmsInsideAnAttemptOfASecond(Duration hedgingDelay) {
        Retrier outer = builder("outer")
                .policy(RetryPolicy.builder()
                        .attemptTimeout(AttemptTimeout.fixed(SECOND))
                        .build())
                .build();
        Retrier hedging = builder("hedging")
                .policy(RetryPolicy.builder().hedging(new Hedging(hedgingDelay)).build())
                .build();
        return outer.call(() -> {
            CompletableFuture<String> call = hedging.callAsync(attempt -> new CompletableFuture<>());
            int pending = time.pendingAlarms();
            call.cancel(true);
            return pending;
        });
    }

    private Retrier.Builder builder(String name) {
        return Retrier.builder(name)
                .ticker(time)
                .sleeper(time)
                .alarm(time)
                .executor(Runnable::run)
                .listeners(List.of(listener));
    }
}
