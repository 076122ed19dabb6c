package dev.retrykit.reactor;

import dev.retrykit.AsyncContextOperation;
import dev.retrykit.AsyncFallback;
import dev.retrykit.Attempt;
import dev.retrykit.AttemptScope.Scope;
import dev.retrykit.Retrier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;

/**
 * One call, as its subscriber sees it: the subscription to a sequence of attempts, of which the engine makes the next one
 * when it sees fit. The outcome of the engine's future is what ends the sequence, once.
 */
abstract class PublisherCall<C extends @Nullable Object, T, R extends @Nullable Object>
        implements Subscription,
                AsyncContextOperation<C, R>,
                BiFunction<@Nullable R, @Nullable Throwable, @Nullable Object> {

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<PublisherCall> AWAITED =
            AtomicIntegerFieldUpdater.newUpdater(PublisherCall.class, "awaited");

    private final CoreSubscriber<? super T> subscriber;
    private final Retrier retrier;
    private final PublisherOperation<C, T> operation;

    /** The thread that subscribes, while it does. */
    private @Nullable Thread subscribing;

    private volatile @Nullable CompletableFuture<R> outcome;
    private volatile boolean cancelled;
    private volatile int awaited;
    private volatile @Nullable Throwable refusal;

    PublisherCall(CoreSubscriber<? super T> subscriber, Retrier retrier, PublisherOperation<C, T> operation) {
        this.subscriber = subscriber;
        this.retrier = retrier;
        this.operation = operation;
    }

    CoreSubscriber<? super T> subscriber() {
        return subscriber;
    }

    /** Makes the first attempt, on the subscriber's thread. */
    void begin(C context) {
        subscribing = Thread.currentThread();
        subscriber.onSubscribe(this);
        subscribing = null;
        if (cancelled) {
            return;
        }
        CompletableFuture<R> begun = call(context);
        if (hasSucceeded(begun) && isWanted() && refusal == null) {
            // Nobody else has seen the outcome, so that nobody else can pass it on.
            apply(begun.join(), null);
            return;
        }
        outcome = begun;
        Throwable refused = refusal;
        if (cancelled) {
            begun.cancel(true);
        } else if (refused != null) {
            begun.completeExceptionally(refused);
        }
        awaitOutcome();
    }

    private CompletableFuture<R> call(C context) {
        if (retrier.observer() instanceof PublisherObserver observer) {
            Scope scope = observer.enter(subscriber.currentContext());
            try (scope) {
                return retrier.callAsync(context, this);
            }
        }
        return retrier.callAsync(context, this);
    }

    @Override
    public final CompletionStage<R> start(C context, Attempt attempt) throws Throwable {
        Publisher<? extends T> publisher = operation.start(context, attempt);
        if (publisher == null) {
            throw new NullPointerException("attempt " + attempt.number() + " of '" + retrier.name()
                    + "' returned null instead of a publisher");
        }
        return follow(publisher, subscriberOfAttempt());
    }

    private CoreSubscriber<? super T> subscriberOfAttempt() {
        return retrier.observer() instanceof PublisherObserver observer
                ? new InContext<T>(subscriber, observer.attemptIn(subscriber.currentContext()))
                : subscriber;
    }

    @Override
    public final @Nullable AsyncFallback<C, R> fallbackFor(Throwable failure) {
        PublisherFallback<C, T> fallback = operation.fallbackFor(failure);
        return fallback == null ? null : (context, thrown) -> follow(answer(fallback, context, thrown), subscriber);
    }

    private Publisher<? extends T> answer(PublisherFallback<C, T> fallback, C context, Throwable failure)
            throws Throwable {
        Publisher<? extends T> publisher = fallback.answer(context, failure);
        if (publisher == null) {
            throw new NullPointerException(
                    "the fallback of '" + retrier.name() + "' returned null instead of a publisher");
        }
        return publisher;
    }

    /** Subscribes an attempt, or a fallback, to its publisher. */
    abstract CompletionStage<R> follow(Publisher<? extends T> publisher, CoreSubscriber<? super T> downstream);

    @Override
    public final void request(long elements) {
        if (elements > 0) {
            requested(elements);
        } else {
            refuse(Exceptions.nullOrNegativeRequestException(elements));
        }
        awaitOutcome();
    }

    abstract void requested(long elements);

    /** Whether it is the subscribing thread that asks, which need not publish to itself what it asks for. */
    final boolean isSubscribing() {
        return Thread.currentThread().equals(subscribing);
    }

    /** Whether the subscriber has asked for the outcome. */
    abstract boolean isWanted();

    /** A demand against the rules of Reactive Streams ends the call. */
    private void refuse(Throwable reason) {
        refusal = reason;
        unsubscribe();
        CompletableFuture<R> known = outcome;
        if (known != null) {
            known.completeExceptionally(reason);
        }
    }

    @Override
    public final void cancel() {
        cancelled = true;
        // An attempt that emits while it is subscribed to would not see the cancelled outcome before it has ended.
        unsubscribe();
        CompletableFuture<R> known = outcome;
        if (known != null) {
            known.cancel(true);
        }
    }

    boolean isOver() {
        return cancelled || refusal != null;
    }

    /** Cancels the subscription of the running attempt, where it can be running while nobody has the outcome yet. */
    abstract void unsubscribe();

    /** Passes the outcome on as soon as it is there and wanted; the last thing that happens, and only once. */
    private void awaitOutcome() {
        CompletableFuture<R> known = outcome;
        boolean due = known != null && awaited == 0 && (isWanted() || isOver());
        if (known == null || !due || !AWAITED.compareAndSet(this, 0, 1)) {
            return;
        }
        if (hasSucceeded(known)) {
            apply(known.join(), null);
        } else {
            CompletableFuture<?> unused = known.handle(this);
        }
    }

    private static boolean hasSucceeded(CompletableFuture<?> future) {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    @Override
    public final @Nullable Object apply(@Nullable R value, @Nullable Throwable failure) {
        if (cancelled) {
            Operators.onDiscard(value, subscriber.currentContext());
            return null;
        }
        try {
            if (failure == null) {
                deliver(value);
            } else {
                subscriber.onError(failure);
            }
        } catch (Throwable thrownBySubscriber) {
            Operators.onErrorDropped(thrownBySubscriber, subscriber.currentContext());
        }
        return null;
    }

    abstract void deliver(@Nullable R value);
}
