package dev.retrykit.reactor;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * An attempt of any number of elements, which are passed on as they come. The first one, or the end without one, commits
 * it; the limit of the attempt may be faster, and then nothing of it is passed on.
 */
final class FluxAttempt<T> extends PublisherAttempt<T, @Nullable Void> {

    private enum Commit {
        OPEN,
        DONE,
        WITHHELD
    }

    private final FluxCall<?, T> call;
    private final AtomicReference<Commit> commit = new AtomicReference<>(Commit.OPEN);
    private long passedOn;
    private boolean ended;

    FluxAttempt(FluxCall<?, T> call, CoreSubscriber<? super T> downstream) {
        super(downstream);
        this.call = call;
    }

    @Override
    void subscribed(Subscription subscription) {
        call.subscribed(this);
    }

    @Override
    public void onNext(T element) {
        if (!ended && !call.isOver() && commits()) {
            passedOn++;
            downstream().onNext(element);
        } else {
            discard(element);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!ended) {
            ended = true;
            call.ended(this, passedOn);
            completeExceptionally(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!ended && commits()) {
            ended = true;
            complete(null);
        }
    }

    private boolean commits() {
        return committed() || commit.compareAndSet(Commit.OPEN, Commit.DONE);
    }

    @Override
    public boolean committed() {
        return commit.get() == Commit.DONE;
    }

    @Override
    public boolean withhold() {
        commit.compareAndSet(Commit.OPEN, Commit.WITHHELD);
        return !committed();
    }
}
