package dev.retrykit.time;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A way of letting the calling thread wait between two attempts.
 *
 * <p>Implementations must be thread-safe. {@link #system()} parks the thread; {@code dev.retrykit.testing.VirtualTime}
 * advances a clock instead, so that tests do not wait.
 */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits until the time has passed or the wait is over for another reason.
     *
     * @param delay how long to wait; longer than zero
     * @param over whether the wait is over before its time, as after a registry's stop. It is asked at the start and
     *     whenever the thread is unparked
     * @throws InterruptedException if the thread was interrupted before or during the wait; its flag is then clear
     */
    void sleep(Duration delay, BooleanSupplier over) throws InterruptedException;

    /**
     * Waits in real time by parking the thread, on platform and virtual threads alike.
     *
     * @return the one sleeper of the system
     */
    static Sleeper system() {
        return ParkingSleeper.INSTANCE;
    }
}
