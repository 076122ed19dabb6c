package dev.retrykit.benchmarks.peers;

import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** A bean with a method for each benchmark, of one argument since a proxy copies the arguments. */
public interface Shop {

    /**
     * Succeeds.
     *
     * @param order what for
     * @return a number
     */
    int pay(String order);

    /**
     * Fails twice, then succeeds.
     *
     * @param order what for
     * @return a number
     */
    int payAtLast(String order);

    /**
     * Succeeds with a stage.
     *
     * @param order what for
     * @return a stage that is complete
     */
    CompletionStage<Integer> payLater(String order);

    /**
     * Succeeds with a publisher.
     *
     * @param order what for
     * @return a publisher that emits when it is subscribed to
     */
    Mono<Integer> payReactively(String order);
}
