package dev.retrykit.benchmarks;

import dev.retrykit.benchmarks.peers.AnnotatedShops;
import dev.retrykit.benchmarks.peers.Shop;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Mono;

/** Annotated methods that return a stage or a publisher and succeed at once. */
@State(Scope.Benchmark)
public class DeferredBenchmark extends InNanoseconds {

    private final AnnotatedShops shops = new AnnotatedShops();
    private final Shop proxied = shops.proxied();
    private final Shop retrykit = shops.retrykit();
    private final Shop resilience4j = shops.resilience4j();
    private final Shop spring = shops.spring();
    private final String order = "o-1";

    @TearDown
    public void close() {
        shops.close();
    }

    @Benchmark
    public int stageProxied() {
        return proxied.payLater(order).toCompletableFuture().join();
    }

    @Benchmark
    public int stageRetrykit() {
        return retrykit.payLater(order).toCompletableFuture().join();
    }

    @Benchmark
    public int stageResilience4j() {
        return resilience4j.payLater(order).toCompletableFuture().join();
    }

    @Benchmark
    public @Nullable Integer publisherProxied() {
        return value(proxied.payReactively(order));
    }

    @Benchmark
    public @Nullable Integer publisherRetrykit() {
        return value(retrykit.payReactively(order));
    }

    @Benchmark
    public @Nullable Integer publisherSpring() {
        return value(spring.payReactively(order));
    }

    @Benchmark
    public @Nullable Integer publisherReactor() {
        return value(proxied.payReactively(order).retry(2));
    }

    private static @Nullable Integer value(Mono<Integer> mono) {
        return mono.block();
    }
}
