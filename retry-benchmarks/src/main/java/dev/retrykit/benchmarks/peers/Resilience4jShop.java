package dev.retrykit.benchmarks.peers;

import io.github.resilience4j.retry.annotation.Retry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** A shop whose methods Resilience4j retries. */
class Resilience4jShop implements Shop {

    @Override
    @Retry(name = "plain")
    public int pay(String order) {
        return Work.ofThisThread().succeed();
    }

    @Override
    @Retry(name = "undelayed")
    public int payAtLast(String order) {
        return Work.ofThisThread().failTwice();
    }

    @Override
    @Retry(name = "plain")
    public CompletionStage<Integer> payLater(String order) {
        return CompletableFuture.completedFuture(pay(order));
    }

    @Override
    @Retry(name = "plain")
    public Mono<Integer> payReactively(String order) {
        return Mono.just(pay(order));
    }
}
