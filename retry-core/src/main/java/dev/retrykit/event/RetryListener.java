package dev.retrykit.event;

/**
 * Somebody who is told what happens to calls.
 *
 * <p>Listeners run on the thread that made the attempt, one after another in the order in which they were given; they
 * should be quick and must be thread-safe. A listener that throws an {@link Exception} never changes the call: it is
 * logged once a minute at most and counted. An {@link Error} propagates.
 *
 * <pre>{@code
 * RetryListener listener = event -> {
 *     if (event instanceof RetryEvent.CallEnded ended) {
 *         log.warn("{} gave up: {}", ended.retrier(), ended.reason().code());
 *     }
 * };
 * }</pre>
 */
@FunctionalInterface
public interface RetryListener {

    /**
     * Is told of one event.
     *
     * @param event what happened
     */
    void on(RetryEvent event);

    /**
     * Whether calls that succeed at the first attempt are told as well.
     *
     * @return false by default, which keeps the successful call free of allocation and of clock readings
     */
    default boolean wantsFirstTrySuccesses() {
        return false;
    }
}
