package dev.retrykit.time;

/**
 * A source of monotonic time, for measuring how much of it has passed.
 *
 * <p>The readings of one ticker never go back, have an arbitrary origin and may wrap past {@link Long#MAX_VALUE}. A
 * single reading means nothing, and two are compared by their difference: {@code later - earlier >= 0}, never
 * {@code later >= earlier}. From {@code Long.MAX_VALUE - 5} to {@code Long.MIN_VALUE + 4}, 10 ns have passed.
 *
 * <p>Implementations must be thread-safe and must not block. A test gives a ticker that it moves itself.
 */
@FunctionalInterface
public interface Ticker {

    /**
     * The current reading.
     *
     * @return nanoseconds since an arbitrary origin, which may lie in the future, so the reading may be negative
     */
    long nanos();

    /**
     * The ticker of this Java virtual machine, {@link System#nanoTime()}: it is not moved when the wall clock is set.
     *
     * @return a ticker without state
     */
    static Ticker system() {
        return System::nanoTime;
    }
}
