package dev.retrykit.time;

import java.time.Duration;

/**
 * A timer that runs short actions later without holding a thread for each: waits of asynchronous calls and time limits.
 *
 * <p>Implementations must be thread-safe. The actions they are given by this library never run other people's code; they
 * hand it to an executor.
 */
public interface Alarm extends AutoCloseable {

    /**
     * Runs an action once after a delay.
     *
     * @param delay how long from now; zero or less means as soon as possible
     * @param action what to run; short, and never throwing
     * @return a handle that takes the action back
     * @throws java.util.concurrent.RejectedExecutionException if the alarm has been closed
     */
    Handle ringAfter(Duration delay, Runnable action);

    /**
     * Ends the threads of this alarm, which refuses new actions from now on. What is still pending must be rung by
     * somebody else, since it limits attempts that go on. Does nothing unless overridden.
     */
    @Override
    default void close() {}

    /**
     * An alarm with one daemon thread of its own, which starts with the first action and ends when nothing has been
     * pending for ten seconds, or with {@link #close()}. What is pending then rings on {@link #system()}.
     *
     * @param threadName the name of the thread
     * @return a new alarm
     */
    static Alarm ofThread(String threadName) {
        return new ThreadAlarm(threadName);
    }

    /**
     * The alarm that retriers without a registry share.
     *
     * @return the one alarm of the process, which cannot be closed
     */
    static Alarm system() {
        return SharedAlarm.INSTANCE;
    }

    /** What is left of a set alarm: the chance to take it back. Thread-safe. */
    @FunctionalInterface
    interface Handle {

        /** Takes the action back if it has not begun; does nothing otherwise. */
        void cancel();
    }
}
