package dev.retrykit.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.benchmarks.peers.Work;
import io.github.resilience4j.retry.Retry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;

/** A call in code that succeeds at once: every library with its defaults, beside a direct call that is counted. */
@State(Scope.Benchmark)
public class ProgrammaticSuccessBenchmark extends InNanoseconds {

    private final Work work = new Work();
    private final LongAdder counter = new LongAdder();
    private final Retrier retrykit = Retrier.of("default", RetryPolicy.defaults());
    private final Retry resilience4j = Retry.ofDefaults("default");
    private final FailsafeExecutor<Object> failsafe = Failsafe.with(dev.failsafe.RetryPolicy.ofDefaults());
    private final org.springframework.retry.support.RetryTemplate springRetry =
            org.springframework.retry.support.RetryTemplate.defaultInstance();
    private final RetryTemplate spring = new RetryTemplate();

    @Benchmark
    public int direct() {
        return work.succeed();
    }

    /** The floor: every library that can be watched counts. */
    @Benchmark
    public int directCounted() {
        int result = work.succeed();
        counter.increment();
        return result;
    }

    /** What the caller of any library makes: an operation, and a box around its result. */
    @Benchmark
    public int callersOwn() {
        return operate(work::succeed);
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static <T> T operate(Supplier<T> operation) {
        return operation.get();
    }

    @Benchmark
    public int retrykit() {
        return retrykit.call(work::succeed);
    }

    @Benchmark
    public int resilience4j() {
        return resilience4j.executeSupplier(work::succeed);
    }

    @Benchmark
    public int failsafe() {
        return failsafe.get(work::succeed);
    }

    @Benchmark
    public int springRetry() {
        return springRetry.execute(attempt -> work.succeed());
    }

    @Benchmark
    public @Nullable Integer spring() throws RetryException {
        return spring.execute(work::succeed);
    }
}
