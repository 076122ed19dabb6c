package dev.retrykit.benchmarks;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A programmatic call beside its floors: a direct call, the same with one counter, and a loop written by hand.
 *
 * <p>The failing operation throws one exception again and again, so that what is measured is the retrying and not the
 * making of stack traces.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CallBenchmark {

    private final IllegalStateException failure = new IllegalStateException("fails");

    private final LongAdder counter = new LongAdder();
    private final Retrier retrier = Retrier.of("default", RetryPolicy.defaults());
    private final Retrier undelayed = Retrier.builder("undelayed")
            .policy(RetryPolicy.builder().backoff(Backoff.none()).build())
            // As large as a quota can be and as cheap a retry. A call that fails twice takes two tokens and gives one
            // back; a call that succeeds at once gives the other, so that the budget never empties.
            .budget(RetryBudget.quota(Quota.of(100_000, 1), Ticker.system()))
            .build();
    private int input = 7;
    private int calls;

    private int work() {
        return input * 31;
    }

    private int failTwice() {
        if (++calls % 3 != 0) {
            throw failure;
        }
        return work();
    }

    private int failOnce() {
        if (++calls % 2 != 0) {
            throw failure;
        }
        return work();
    }

    /** The floor below everything. */
    @Benchmark
    public int direct() {
        return work();
    }

    /** The floor of a call that is counted. */
    @Benchmark
    public int directCounted() {
        int result = work();
        counter.increment();
        return result;
    }

    @Benchmark
    public int succeedsAtOnce() {
        return retrier.call(this::work);
    }

    /** The floor of a call that fails twice. */
    @Benchmark
    public int twoFailuresByHand() {
        for (int attempt = 1; ; attempt++) {
            try {
                return failTwice();
            } catch (IllegalStateException thrown) {
                if (attempt == 3) {
                    throw thrown;
                }
            }
        }
    }

    /** The floor of the next one. */
    @Benchmark
    public int twoFailuresByHandAndOneCallAtOnce() {
        return twoFailuresByHand() + directCounted();
    }

    /** A call that fails twice, and one that succeeds at once and gives the budget what the other took too much. */
    @Benchmark
    public int twoFailuresThenSuccessAndOneCallAtOnce() {
        return undelayed.call(this::failTwice) + undelayed.call(this::work);
    }

    /** A call that fails once gives back what it takes. */
    @Benchmark
    public int oneFailureThenSuccess() {
        return undelayed.call(this::failOnce);
    }
}
