package dev.retrykit.benchmarks;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.benchmarks.peers.Work;
import dev.retrykit.budget.RetryBudget;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What one attempt costs in calls of a hundred attempts and of a million, so that a cost that grows would show. */
@State(Scope.Benchmark)
public class GrowthBenchmark extends InNanoseconds {

    private static final int FEW = 100;
    private static final int MANY = 1_000_000;

    private final Work work = new Work();
    private final Retrier few = retrier(FEW);
    private final Retrier many = retrier(MANY);

    private static Retrier retrier(int attempts) {
        return Retrier.builder("growing")
                .policy(RetryPolicy.builder()
                        .maxAttempts(attempts)
                        .backoff(Backoff.exponential(Duration.ofNanos(1), 2).cappedAt(Duration.ofNanos(1)))
                        .build())
                .sleeper((delay, wokenUp) -> {})
                .budget(RetryBudget.unlimited())
                .build();
    }

    @Benchmark
    @OperationsPerInvocation(FEW)
    public void hundred(Blackhole sink) {
        exhaust(few, sink);
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void million(Blackhole sink) {
        exhaust(many, sink);
    }

    private void exhaust(Retrier retrier, Blackhole sink) {
        try {
            sink.consume(retrier.<Integer, RuntimeException>call(work::fail));
        } catch (IllegalStateException exhausted) {
            sink.consume(exhausted);
        }
    }
}
