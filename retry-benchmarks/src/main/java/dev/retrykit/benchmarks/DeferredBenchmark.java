package dev.retrykit.benchmarks;

import dev.retrykit.benchmarks.peers.AnnotatedShops;
import dev.retrykit.benchmarks.peers.Shop;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

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
        return value(proxied.payReactively(order).retryWhen(Retry.max(2)));
    }

    /** Subscribes, as a server does: a {@code Mono.just} that is blocked for answers without. */
    private static @Nullable Integer value(Mono<Integer> mono) {
        Receiver receiver = new Receiver();
        mono.subscribe(receiver);
        return receiver.value;
    }

    private static final class Receiver implements CoreSubscriber<Integer> {

        private @Nullable Integer value;

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Integer next) {
            value = next;
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void onComplete() {}
    }
}
