package dev.retrykit.reactor;

import dev.retrykit.CommittableStage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The subscriber of one attempt, and the stage that the engine follows: cancelling it cancels the subscription. What comes
 * after that is dropped in silence, since nobody waits for it.
 */
abstract class PublisherAttempt<T, R extends @Nullable Object> extends CompletableFuture<R>
        implements CoreSubscriber<T>, CommittableStage<R> {

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<PublisherAttempt, @Nullable Subscription> UPSTREAM =
            AtomicReferenceFieldUpdater.newUpdater(PublisherAttempt.class, Subscription.class, "upstream");

    private final CoreSubscriber<? super T> downstream;
    private volatile @Nullable Subscription upstream;

    PublisherAttempt(CoreSubscriber<? super T> downstream) {
        this.downstream = downstream;
    }

    /** Subscribes; a publisher that throws instead of signalling has failed the attempt. */
    void follow(Publisher<? extends T> publisher) {
        try {
            publisher.subscribe(this);
        } catch (Throwable thrown) {
            onError(thrown);
        }
    }

    CoreSubscriber<? super T> downstream() {
        return downstream;
    }

    @Override
    public Context currentContext() {
        return downstream.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.setOnce(UPSTREAM, this, subscription)) {
            subscribed(subscription);
        }
    }

    /** Asks for the first elements. */
    abstract void subscribed(Subscription subscription);

    void request(long elements) {
        Subscription subscription = upstream;
        if (subscription != null) {
            subscription.request(elements);
        }
    }

    /** Cancels the subscription and leaves the stage open. */
    void unsubscribe() {
        Operators.terminate(UPSTREAM, this);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        unsubscribe();
        return super.cancel(mayInterruptIfRunning);
    }

    void discard(T element) {
        Operators.onDiscard(element, currentContext());
    }
}
