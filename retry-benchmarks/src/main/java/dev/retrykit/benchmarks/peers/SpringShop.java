package dev.retrykit.benchmarks.peers;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.resilience.annotation.Retryable;
import reactor.core.publisher.Mono;

/** A shop whose methods Spring Framework retries. */
class SpringShop implements Shop {

    @Override
    @Retryable
    public int pay(String order) {
        return Work.ofThisThread().succeed();
    }

    @Override
    @Retryable(maxRetries = 2, delay = 0)
    public int payAtLast(String order) {
        return Work.ofThisThread().failTwice();
    }

    @Override
    @Retryable
    public CompletionStage<Integer> payLater(String order) {
        return CompletableFuture.completedFuture(pay(order));
    }

    @Override
    @Retryable
    public Mono<Integer> payReactively(String order) {
        return Mono.just(pay(order));
    }
}
