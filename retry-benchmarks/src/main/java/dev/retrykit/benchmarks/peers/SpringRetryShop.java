package dev.retrykit.benchmarks.peers;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.Retryable;
import reactor.core.publisher.Mono;

/** A shop whose methods spring-retry retries. */
class SpringRetryShop implements Shop {

    @Override
    @Retryable
    public int pay(String order) {
        return Work.ofThisThread().succeed();
    }

    @Override
    @Retryable(maxAttempts = 3, backoff = @Backoff(delay = 0))
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
