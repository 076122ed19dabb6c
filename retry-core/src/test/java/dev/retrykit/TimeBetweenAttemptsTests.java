package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What listeners and conditions call between two attempts is not part of either. */
class TimeBetweenAttemptsTests {

    private final VirtualTime time = new VirtualTime();

    private Retrier.Builder retrier(String name, RetryPolicy policy) {
        return Retrier.builder(name).policy(policy).ticker(time).sleeper(time).alarm(time);
    }

    @Test
    void aListenerInheritsNothingOfAnAttemptThatWasCut() {
        Retrier audit = retrier(
                        "audit",
                        RetryPolicy.builder()
                                .backoff(Backoff.fixed(Duration.ofSeconds(1)))
                                .build())
                .build();
        AtomicInteger written = new AtomicInteger();
        Retrier payments = retrier(
                        "payments",
                        RetryPolicy.builder()
                                .maxAttempts(2)
                                .attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(1)))
                                .interruptAttempts(false)
                                .build())
                .listeners(List.of(event -> {
                    if (event instanceof RetryEvent.AttemptFailed) {
                        audit.run(() -> failTwice(written));
                    }
                }))
                .build();
        AtomicInteger calls = new AtomicInteger();

        payments.run(() -> {
            if (calls.incrementAndGet() == 1) {
                time.advance(Duration.ofSeconds(2));
                throw new IllegalStateException("late");
            }
        });

        assertThat(calls).hasValue(2);
        assertThat(written).hasValue(3);
    }

    private static void failTwice(AtomicInteger written) {
        if (written.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
        }
    }
}
