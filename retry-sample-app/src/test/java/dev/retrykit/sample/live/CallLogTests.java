package dev.retrykit.sample.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallLogTests {

    private final VirtualTime time = new VirtualTime();
    private final AttemptClock clock = new AttemptClock(time);
    private final CallLog log = new CallLog(clock, () -> Instant.ofEpochMilli(7));
    private final Retrier retrier = Retrier.builder("payments")
            .policy(RetryPolicy.builder()
                    .maxAttempts(3)
                    .backoff(Backoff.fixed(Duration.ofMillis(100)))
                    .build())
            .ticker(time)
            .sleeper(time)
            .alarm(time)
            .scopes(List.of(clock))
            .listeners(List.of(log))
            .build();

    @Test
    void showsACallThatSucceededAtOnce() {
        succeed(20);

        assertThat(log.last())
                .containsExactly(new Timeline(
                        "payments",
                        log.last().get(0).call(),
                        7,
                        20,
                        "success",
                        List.of(new TimedAttempt(0, 20, null))));
        assertThat(log.lastRough()).isEmpty();
    }

    @Test
    void showsAttemptsAndTheTimeBetweenThem() throws IOException {
        int[] attempts = {0};
        retrier.run(() -> {
            time.advance(Duration.ofMillis(10));
            if (++attempts[0] < 3) {
                throw new IOException("no answer");
            }
        });

        Timeline call = log.last().get(0);
        assertThat(call.outcome()).isEqualTo("success");
        assertThat(call.millis()).isEqualTo(230);
        assertThat(call.attempts())
                .containsExactly(
                        new TimedAttempt(0, 10, "IOException"),
                        new TimedAttempt(110, 10, "IOException"),
                        new TimedAttempt(220, 10, null));
        assertThat(log.lastRough()).containsExactly(call);
    }

    @Test
    void saysWhyACallWasGivenUp() {
        fail();

        assertThat(log.lastRough().get(0).outcome()).isEqualTo("max-attempts");
        assertThat(log.lastRough().get(0).attempts()).hasSize(3);
    }

    @Test
    void keepsTheLastOnesAndThoseThatFailedApart() {
        fail();
        for (int call = 0; call < CallLog.REMEMBERED; call++) {
            succeed(call);
        }

        assertThat(log.last()).hasSize(CallLog.REMEMBERED).allMatch(Timeline::wasSmooth);
        assertThat(log.last().get(0).millis()).isEqualTo(CallLog.REMEMBERED - 1);
        assertThat(log.lastRough()).hasSize(1);
    }

    private void succeed(int millis) {
        retrier.run(() -> time.advance(Duration.ofMillis(millis)));
    }

    private void fail() {
        assertThatIOException()
                .isThrownBy(() -> retrier.run(() -> {
                    throw new IOException("no answer");
                }));
    }
}
