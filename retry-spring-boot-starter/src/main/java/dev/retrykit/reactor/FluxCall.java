package dev.retrykit.reactor;

import dev.retrykit.Retrier;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** A call of any number of elements. What the subscriber has asked for and not received goes to each attempt anew. */
final class FluxCall<C extends @Nullable Object, T> extends PublisherCall<C, T, @Nullable Void> {

    private long outstanding;
    private @Nullable FluxAttempt<T> running;

    FluxCall(CoreSubscriber<? super T> subscriber, Retrier retrier, PublisherOperation<C, T> operation) {
        super(subscriber, retrier, operation);
    }

    @Override
    CompletionStage<@Nullable Void> follow(Publisher<? extends T> publisher, CoreSubscriber<? super T> downstream) {
        FluxAttempt<T> attempt = new FluxAttempt<>(this, downstream);
        attempt.follow(publisher);
        return attempt;
    }

    /** The end is told without being asked for. */
    @Override
    boolean isWanted() {
        return true;
    }

    /** An attempt can be asked for elements. */
    void subscribed(FluxAttempt<T> attempt) {
        long wanted;
        synchronized (this) {
            running = attempt;
            wanted = outstanding;
        }
        if (isOver()) {
            attempt.unsubscribe();
        } else if (wanted > 0) {
            attempt.request(wanted);
        }
    }

    /** An attempt has failed after it passed on this many elements. */
    synchronized void ended(FluxAttempt<T> attempt, long passedOn) {
        if (running == attempt) {
            running = null;
            outstanding -= outstanding == Long.MAX_VALUE ? 0 : passedOn;
        }
    }

    @Override
    void requested(long elements) {
        FluxAttempt<T> asked;
        synchronized (this) {
            outstanding = Operators.addCap(outstanding, elements);
            asked = running;
        }
        if (asked != null) {
            asked.request(elements);
        }
    }

    @Override
    void unsubscribe() {
        FluxAttempt<T> attempt;
        synchronized (this) {
            attempt = running;
        }
        if (attempt != null) {
            attempt.unsubscribe();
        }
    }

    @Override
    void deliver(@Nullable Void nothing) {
        subscriber().onComplete();
    }
}
