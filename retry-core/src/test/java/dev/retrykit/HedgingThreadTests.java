package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.time.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Real time and a real timer, a few milliseconds: whose thread runs what cannot be seen under virtual time. */
class HedgingThreadTests {

    private final Queue<String> threads = new ConcurrentLinkedQueue<>();

    private void note(String what) {
        threads.add(what + " on " + Thread.currentThread().getName());
    }

    private CompletableFuture<String> stage() {
        return new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                note("cancel");
                return super.cancel(mayInterruptIfRunning);
            }
        };
    }

    @Test
    void runsNothingOfOthersOnTheTimerThread() {
        ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "pool"));
        try (RetryRegistry registry = RetryRegistry.builder()
                .alarm(Alarm.ofThread("timer"))
                .executor(pool)
                .build()) {
            Retrier retrier = registry.register(
                    "timed",
                    builder -> builder.policy(HedgingTests.policy(1)
                                    .maxAttempts(3)
                                    .attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(20)))
                                    .build())
                            .listeners(List.of(event -> note("event"))));
            CompletableFuture<String> future = retrier.callAsync(attempt -> {
                        note("attempt " + attempt.number());
                        return stage();
                    })
                    .whenComplete((value, thrown) -> note("end"));

            assertThat(future)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(AttemptTimeoutException.class);
            assertThat(threads)
                    .contains("attempt 1 on " + Thread.currentThread().getName())
                    .contains(
                            "attempt 2 on pool", "attempt 3 on pool", "cancel on pool", "event on pool", "end on pool")
                    // Attempts, cuts, events, and the end; an attempt that is cut while it starts is cancelled twice.
                    .hasSizeGreaterThanOrEqualTo(3 + 3 + 4 + 1)
                    .noneMatch(note -> note.endsWith("on timer"));
        } finally {
            pool.shutdown();
        }
    }
}
