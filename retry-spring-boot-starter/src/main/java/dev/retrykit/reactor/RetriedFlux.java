package dev.retrykit.reactor;

import dev.retrykit.Retrier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** Calls of any number of elements, one for each subscriber. */
final class RetriedFlux<C extends @Nullable Object, T> extends Flux<T> {

    private final Retrier retrier;
    private final C context;
    private final PublisherOperation<C, T> operation;

    private RetriedFlux(Retrier retrier, C context, PublisherOperation<C, T> operation) {
        this.retrier = retrier;
        this.context = context;
        this.operation = operation;
    }

    static <C extends @Nullable Object, T> Flux<T> of(Retrier retrier, C context, PublisherOperation<C, T> operation) {
        return onAssembly(new RetriedFlux<>(retrier, context, operation));
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> subscriber) {
        if (retrier.isOn() && retrier.policy().hedging().isPresent()) {
            Operators.error(
                    subscriber,
                    new IllegalStateException("'" + retrier.name()
                            + "' hedges, which a Flux cannot, since its elements are passed on as they come; return a"
                            + " Mono, or use a policy without hedging"));
            return;
        }
        new FluxCall<>(subscriber, retrier, operation).begin(context);
    }
}
