package dev.retrykit.benchmarks.peers;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** A shop whose methods nothing retries. */
class PlainShop implements Shop {

    @Override
    public int pay(String order) {
        return Work.ofThisThread().succeed();
    }

    @Override
    public int payAtLast(String order) {
        return Work.ofThisThread().failTwice();
    }

    @Override
    public CompletionStage<Integer> payLater(String order) {
        return CompletableFuture.completedFuture(pay(order));
    }

    @Override
    public Mono<Integer> payReactively(String order) {
        return Mono.just(pay(order));
    }
}
