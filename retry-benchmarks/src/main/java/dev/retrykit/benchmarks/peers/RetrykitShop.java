package dev.retrykit.benchmarks.peers;

import dev.retrykit.annotation.Retryable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** A shop whose methods Retrykit retries. */
class RetrykitShop implements Shop {

    @Override
    @Retryable("plain")
    public int pay(String order) {
        return Work.ofThisThread().succeed();
    }

    @Override
    @Retryable("undelayed")
    public int payAtLast(String order) {
        return Work.ofThisThread().failTwice();
    }

    @Override
    @Retryable("plain")
    public CompletionStage<Integer> payLater(String order) {
        return CompletableFuture.completedFuture(pay(order));
    }

    @Override
    @Retryable("plain")
    public Mono<Integer> payReactively(String order) {
        return Mono.just(pay(order));
    }
}
