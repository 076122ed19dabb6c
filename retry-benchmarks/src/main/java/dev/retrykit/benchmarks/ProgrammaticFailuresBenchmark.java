package dev.retrykit.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.benchmarks.peers.Endless;
import dev.retrykit.benchmarks.peers.Work;
import dev.retrykit.budget.RetryBudget;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;

/** A call in code that fails twice and then succeeds, without a delay, beside a loop written by hand. */
@State(Scope.Benchmark)
public class ProgrammaticFailuresBenchmark extends InNanoseconds {

    private final Work work = new Work();
    private final RetryBudget budget = Endless.quota();
    private final Retrier retrykit = Retrier.builder("undelayed")
            .policy(RetryPolicy.builder().backoff(Backoff.none()).build())
            .budget(budget)
            .build();
    private final Retry resilience4j = Retry.of(
            "undelayed", RetryConfig.custom().intervalFunction(attempt -> 0L).build());
    private final FailsafeExecutor<Object> failsafe = Failsafe.with(dev.failsafe.RetryPolicy.ofDefaults());
    private final org.springframework.retry.support.RetryTemplate springRetry =
            org.springframework.retry.support.RetryTemplate.builder()
                    .maxAttempts(3)
                    .noBackoff()
                    .build();
    private final RetryTemplate spring = new RetryTemplate(org.springframework.core.retry.RetryPolicy.builder()
            .maxRetries(2)
            .delay(Duration.ZERO)
            .build());

    /** The floor: nothing is counted, asked or configured. */
    @Benchmark
    public int byHand() {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.failTwice();
            } catch (IllegalStateException thrown) {
                if (attempt == 3) {
                    throw thrown;
                }
            }
        }
    }

    @Benchmark
    public int retrykit() {
        int result = retrykit.call(work::failTwice);
        Endless.earn(budget);
        return result;
    }

    @Benchmark
    public int resilience4j() {
        return resilience4j.executeSupplier(work::failTwice);
    }

    @Benchmark
    public int failsafe() {
        return failsafe.get(work::failTwice);
    }

    @Benchmark
    public int springRetry() {
        return springRetry.execute(attempt -> work.failTwice());
    }

    @Benchmark
    public @Nullable Integer spring() throws RetryException {
        return spring.execute(work::failTwice);
    }
}
