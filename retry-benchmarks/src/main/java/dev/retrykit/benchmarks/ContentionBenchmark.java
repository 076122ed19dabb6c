package dev.retrykit.benchmarks;

import dev.retrykit.benchmarks.peers.AnnotatedShops;
import dev.retrykit.benchmarks.peers.Endless;
import dev.retrykit.benchmarks.peers.Shop;
import dev.retrykit.budget.RetryBudget;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** One thread and two on one instance: how much of the second thread is lost to what they share. */
@State(Scope.Benchmark)
public class ContentionBenchmark extends InNanoseconds {

    private final AnnotatedShops shops = new AnnotatedShops();
    private final Shop proxied = shops.proxied();
    private final Shop retrykit = shops.retrykit();
    private final RetryBudget budget = shops.budget();
    private final AtomicLong shared = new AtomicLong();
    private final String order = "o-1";

    @TearDown
    public void close() {
        shops.close();
    }

    @Benchmark
    public int proxied() {
        return proxied.pay(order);
    }

    @Benchmark
    @Threads(2)
    public int proxiedByTwo() {
        return proxied.pay(order);
    }

    @Benchmark
    public int success() {
        return retrykit.pay(order);
    }

    @Benchmark
    @Threads(2)
    public int successByTwo() {
        return retrykit.pay(order);
    }

    @Benchmark
    public int failures() {
        return failTwice();
    }

    @Benchmark
    @Threads(2)
    public int failuresByTwo() {
        return failTwice();
    }

    private int failTwice() {
        int result = retrykit.payAtLast(order);
        Endless.earn(budget);
        return result;
    }

    /** What any exact budget that threads share costs at least: four changes of one number for two failures. */
    @Benchmark
    public long shared() {
        return changeSharedNumber();
    }

    @Benchmark
    @Threads(2)
    public long sharedByTwo() {
        return changeSharedNumber();
    }

    private long changeSharedNumber() {
        shared.decrementAndGet();
        shared.decrementAndGet();
        shared.incrementAndGet();
        return shared.incrementAndGet();
    }
}
