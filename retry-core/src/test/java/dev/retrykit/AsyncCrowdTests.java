package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million calls that wait at once, in real time and on the real timer, since its load is what is tested. */
@Tag("soak")
class AsyncCrowdTests {

    private static final int CALLS = 1_000_000;

    @Test
    void waitsOnOneThreadAndAllSucceedWhenTheirTimeHasCome() {
        IOException failure = new IOException("failed");
        try (RetryRegistry registry = RetryRegistry.create()) {
            Retrier retrier = registry.register(
                    "crowd",
                    builder -> builder.policy(RetryPolicy.builder()
                                    .maxAttempts(2)
                                    .backoff(Backoff.fixed(Duration.ofSeconds(20)))
                                    .build())
                            .budget(RetryBudget.unlimited()));
            int threadsBefore = Thread.activeCount();
            List<CompletableFuture<String>> futures = new ArrayList<>(CALLS);
            for (int call = 0; call < CALLS; call++) {
                futures.add(retrier.callAsync(attempt -> attempt.number() == 1
                        ? CompletableFuture.failedFuture(failure)
                        : CompletableFuture.completedFuture("second")));
            }
            assertThat(retrier.statistics().waiting()).isEqualTo(CALLS);
            assertThat(Thread.activeCount() - threadsBefore).isLessThanOrEqualTo(1);

            assertThat(CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(Duration.ofSeconds(90));
            assertThat(Counts.of(retrier.statistics()))
                    .hasToString("success(retried) 1000000, failure 1000000, retries 1000000");
            assertThat(retrier.statistics().waiting()).isZero();
        }
    }
}
