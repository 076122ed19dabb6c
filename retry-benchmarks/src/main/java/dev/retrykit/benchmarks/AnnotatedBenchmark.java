package dev.retrykit.benchmarks;

import dev.retrykit.benchmarks.peers.AnnotatedShops;
import dev.retrykit.benchmarks.peers.Endless;
import dev.retrykit.benchmarks.peers.Shop;
import dev.retrykit.budget.RetryBudget;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An annotated method, called through its proxy, beside a proxy that does nothing. */
@State(Scope.Benchmark)
public class AnnotatedBenchmark extends InNanoseconds {

    private final AnnotatedShops shops = new AnnotatedShops();
    private final Shop proxied = shops.proxied();
    private final Shop retrykit = shops.retrykit();
    private final Shop resilience4j = shops.resilience4j();
    private final Shop spring = shops.spring();
    private final Shop springRetry = shops.springRetry();
    private final RetryBudget budget = shops.budget();
    private final String order = "o-1";

    @TearDown
    public void close() {
        shops.close();
    }

    @Benchmark
    public int successProxied() {
        return proxied.pay(order);
    }

    @Benchmark
    public int successRetrykit() {
        return retrykit.pay(order);
    }

    @Benchmark
    public int successResilience4j() {
        return resilience4j.pay(order);
    }

    @Benchmark
    public int successSpring() {
        return spring.pay(order);
    }

    @Benchmark
    public int successSpringRetry() {
        return springRetry.pay(order);
    }

    /** The floor of a call that fails twice: a loop around a proxy whose target throws as often. */
    @Benchmark
    public int failuresProxied() {
        for (int attempt = 1; ; attempt++) {
            try {
                return proxied.payAtLast(order);
            } catch (IllegalStateException thrown) {
                if (attempt == 3) {
                    throw thrown;
                }
            }
        }
    }

    @Benchmark
    public int failuresRetrykit() {
        int result = retrykit.payAtLast(order);
        Endless.earn(budget);
        return result;
    }

    @Benchmark
    public int failuresResilience4j() {
        return resilience4j.payAtLast(order);
    }

    @Benchmark
    public int failuresSpring() {
        return spring.payAtLast(order);
    }

    @Benchmark
    public int failuresSpringRetry() {
        return springRetry.payAtLast(order);
    }
}
