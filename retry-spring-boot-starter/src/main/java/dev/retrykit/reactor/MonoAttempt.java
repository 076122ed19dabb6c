package dev.retrykit.reactor;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** An attempt of one value or none. The value is held until the publisher has completed, so nothing is ever committed. */
final class MonoAttempt<T> extends PublisherAttempt<T, @Nullable T> {

    private @Nullable T value;

    MonoAttempt(CoreSubscriber<? super T> downstream) {
        super(downstream);
    }

    @Override
    void subscribed(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T element) {
        if (value == null) {
            value = element;
        } else {
            discard(element);
        }
    }

    @Override
    public void onError(Throwable failure) {
        T held = value;
        if (held != null) {
            discard(held);
        }
        completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        T result = value;
        if (!complete(result) && result != null) {
            discard(result);
        }
    }

    @Override
    public boolean committed() {
        return false;
    }

    @Override
    public boolean withhold() {
        return true;
    }
}
