package dev.retrykit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.time.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Counters and budget of one retrier that threads share: nothing is lost or made when they meet. */
class ContendedCallsTests {

    private static final int THREADS = 4;
    private static final int CALLS = 20_000;

    private final RetryBudget budget = RetryBudget.quota(Quota.of(Quota.MAX_CAPACITY, 1), Ticker.system());
    private final Retrier retrier = Retrier.builder("shared")
            .policy(RetryPolicy.builder().backoff(Backoff.none()).build())
            .budget(budget)
            .build();

    @Test
    void areCountedAndPaidForExactly() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                ends.add(executor.submit(() -> {
                    start.await(30, SECONDS);
                    for (int call = 0; call < CALLS; call++) {
                        callThatFailsTwice();
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get(60, SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(Counts.of(retrier.statistics()))
                .hasToString("success(retried) 80000, failure 160000, retries 160000");
        // Each call takes two tokens and gives one back.
        assertThat(budget.available()).isEqualTo(20_000);
    }

    private void callThatFailsTwice() throws IOException {
        int[] failures = {2};
        retrier.run(() -> {
            if (failures[0]-- > 0) {
                throw new IOException("not yet");
            }
        });
    }
}
