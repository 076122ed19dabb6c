package dev.retrykit.reactor;

import dev.retrykit.Retrier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.publisher.Mono;

/** A call of one value or none, which waits in the engine's future until it is asked for. */
final class MonoCall<C extends @Nullable Object, T> extends PublisherCall<C, T, @Nullable T> {

    /** Most subscribers ask at once; then nothing has to be published, which would take as long as all else in here. */
    private boolean requestedAtOnce;

    private volatile boolean requested;

    MonoCall(CoreSubscriber<? super T> subscriber, Retrier retrier, PublisherOperation<C, T> operation) {
        super(subscriber, retrier, operation);
    }

    @Override
    @SuppressWarnings("unchecked") // a scalar holds what its publisher would emit
    CompletionStage<@Nullable T> follow(Publisher<? extends T> publisher, CoreSubscriber<? super T> downstream) {
        // What is there already needs no subscription, as in Reactor's own operators.
        if (publisher instanceof Fuseable.ScalarCallable<?>) {
            try {
                return CompletableFuture.completedFuture(((Fuseable.ScalarCallable<? extends T>) publisher).call());
            } catch (Exception maybeWrapped) {
                // Its signal brings the failure as it is.
            }
        }
        MonoAttempt<T> attempt = new MonoAttempt<>(downstream);
        attempt.follow(publisher instanceof Mono ? publisher : Mono.from(publisher));
        return attempt;
    }

    @Override
    void requested(long elements) {
        if (isSubscribing()) {
            requestedAtOnce = true;
        } else {
            requested = true;
        }
    }

    @Override
    boolean isWanted() {
        return requestedAtOnce || requested;
    }

    /** An attempt that has not been subscribed to emits nothing: cancelling the outcome is enough. */
    @Override
    void unsubscribe() {}

    @Override
    void deliver(@Nullable T value) {
        if (value != null) {
            subscriber().onNext(value);
        }
        subscriber().onComplete();
    }
}
