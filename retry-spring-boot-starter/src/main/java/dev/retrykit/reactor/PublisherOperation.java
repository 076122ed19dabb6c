package dev.retrykit.reactor;

import dev.retrykit.Attempt;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * An operation that answers by a publisher, made anew for each attempt.
 *
 * @param <C> the type of the object that the caller gives to each attempt
 * @param <T> the type of the elements
 */
@FunctionalInterface
public interface PublisherOperation<C extends @Nullable Object, T> {

    /**
     * Makes the publisher of one attempt, which is subscribed to at once. The first attempt is made on the subscriber's
     * thread, later ones on the retrier's executor.
     *
     * @param context the caller's object, which conditions see too
     * @param attempt the attempt
     * @return the publisher; null fails the attempt
     * @throws Throwable if the attempt fails; the subscriber receives it, not the thread
     */
    Publisher<? extends T> start(C context, Attempt attempt) throws Throwable;

    /**
     * What is to answer the subscriber in place of a failure, asked for as by
     * {@link dev.retrykit.AsyncContextOperation#fallbackFor}. Elements that came before the failure stay with the
     * subscriber.
     *
     * @param failure what the subscriber would receive
     * @return the fallback; null, the default, to let the subscriber receive the failure
     */
    default @Nullable PublisherFallback<C, T> fallbackFor(Throwable failure) {
        return null;
    }
}
