package dev.retrykit.reactor;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * What answers the subscriber in place of a failure.
 *
 * @param <C> the type of the object that the caller gives to each attempt
 * @param <T> the type of the elements
 */
@FunctionalInterface
public interface PublisherFallback<C extends @Nullable Object, T> {

    /**
     * Makes the publisher of the answer, which is subscribed to at once.
     *
     * @param context the caller's object
     * @param failure what the subscriber would receive
     * @return the publisher; null fails the fallback
     * @throws Throwable if the fallback fails; the subscriber receives it
     */
    Publisher<? extends T> answer(C context, Throwable failure) throws Throwable;
}
