package dev.retrykit.reactor;

import dev.retrykit.Retrier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Calls of one value or none, one for each subscriber. */
final class RetriedMono<C extends @Nullable Object, T> extends Mono<T> {

    private final Retrier retrier;
    private final C context;
    private final PublisherOperation<C, T> operation;

    private RetriedMono(Retrier retrier, C context, PublisherOperation<C, T> operation) {
        this.retrier = retrier;
        this.context = context;
        this.operation = operation;
    }

    static <C extends @Nullable Object, T> Mono<T> of(Retrier retrier, C context, PublisherOperation<C, T> operation) {
        return onAssembly(new RetriedMono<>(retrier, context, operation));
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> subscriber) {
        new MonoCall<>(subscriber, retrier, operation).begin(context);
    }
}
