package dev.retrykit;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who follows each call of a retrier from before its first attempt to its end, and surrounds its attempts:
 * tracing.
 *
 * <p>Must be thread-safe. An observer never changes a call: an {@link Exception} that it throws is logged once a minute at
 * most and counted, as a listener's; an {@link Error} propagates. A retrier that has one no longer makes first attempts
 * for free.
 *
 * @see Retrier#observeWith
 */
@FunctionalInterface
public interface CallObserver {

    /**
     * A call begins, on the thread of its caller.
     *
     * @param retrier the name of the retrier
     * @return what follows this call; null if nobody is to
     */
    @Nullable ObservedCall begin(String retrier);
}
