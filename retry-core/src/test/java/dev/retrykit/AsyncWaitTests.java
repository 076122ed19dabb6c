package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.event.StopReason;
import dev.retrykit.time.Alarm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Waits that end while they begin, with alarms that do what they do there. */
class AsyncWaitTests {

    private final List<String> handled = new ArrayList<>();
    private CompletableFuture<String> future = new CompletableFuture<>();
    private final CompletableFuture<String> first = new CompletableFuture<>();

    private Retrier retrier(Alarm alarm) {
        return Retrier.builder("payments")
                .policy(RetryPolicy.builder()
                        .backoff(Backoff.fixed(Duration.ofSeconds(1)))
                        .build())
                .alarm(alarm)
                .executor(Runnable::run)
                .build();
    }

    @Test
    void takesTheAlarmBackIfTheCallerCancelsWhileItIsSet() {
        Retrier retrier = retrier((delay, action) -> {
            handled.add("set to " + delay);
            future.cancel(true);
            return () -> handled.add("taken back");
        });
        future = retrier.callAsync(attempt -> first);
        first.completeExceptionally(new IOException("failed"));

        assertThat(handled).containsExactly("set to PT1S", "taken back");
        assertThat(retrier.statistics().waiting()).isZero();
        assertThat(retrier.statistics().ended(StopReason.CANCELLED)).isEqualTo(1);
    }

    @Test
    void goesOnIfTheAlarmRingsAtOnce() {
        Retrier retrier = retrier((delay, action) -> {
            action.run();
            return () -> handled.add("taken back");
        });
        future =
                retrier.callAsync(attempt -> attempt.number() == 1 ? first : CompletableFuture.completedFuture("done"));
        first.completeExceptionally(new IOException("failed"));

        assertThat(future).isCompletedWithValue("done");
        assertThat(retrier.statistics().waiting()).isZero();
    }
}
