package dev.retrykit.testing;

import dev.retrykit.time.Alarm;
import dev.retrykit.time.Sleeper;
import dev.retrykit.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock, a sleeper and an alarm whose time passes only when a test says so, or when a call waits.
 *
 * <p>A blocking call that waits advances the time by its delay and goes on at once; alarms that become due ring on the
 * thread that advances, in the order of their times. Thread-safe, but meant for one thread at a time.
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * Retrier retrier = Retrier.builder("payments").ticker(time).sleeper(time).alarm(time).build();
 * …
 * assertThat(time.sleeps()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
 * }</pre>
 */
public final class VirtualTime implements Ticker, Sleeper, Alarm {

    /** In the order of their times, and of one time in the order in which they were set. */
    private final TreeSet<Entry> alarms = new TreeSet<>(
            Comparator.comparingLong((Entry entry) -> entry.dueNanos).thenComparingLong(entry -> entry.number));

    private final List<Duration> sleeps = new ArrayList<>();
    private long nanos;
    private long entries;

    /** Makes a clock that shows zero. */
    public VirtualTime() {}

    private record Entry(long dueNanos, long number, Runnable action) {}

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    /**
     * How much time has passed since the clock was made.
     *
     * @return the time
     */
    public Duration elapsed() {
        return Duration.ofNanos(nanos());
    }

    /**
     * How long calls have waited, one entry for each wait.
     *
     * @return a copy
     */
    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    /**
     * How many alarms are set.
     *
     * @return the number of alarms that have not rung and were not taken back
     */
    public synchronized int pendingAlarms() {
        return alarms.size();
    }

    /**
     * Lets time pass and rings the alarms that become due, each at its own time.
     *
     * @param duration how much, zero or more
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative, but was " + duration);
        }
        advanceTo(plus(nanos(), duration), () -> false);
    }

    @Override
    public void sleep(Duration delay, BooleanSupplier over) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        synchronized (this) {
            sleeps.add(delay);
        }
        advanceTo(
                plus(nanos(), delay),
                () -> over.getAsBoolean() || Thread.currentThread().isInterrupted());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public synchronized Handle ringAfter(Duration delay, Runnable action) {
        Entry entry = new Entry(plus(nanos, delay.isNegative() ? Duration.ZERO : delay), entries++, action);
        alarms.add(entry);
        return () -> takeBack(entry);
    }

    private synchronized void takeBack(Entry entry) {
        alarms.remove(entry);
    }

    /** Rings outside the lock, since actions set and take back alarms themselves. */
    private void advanceTo(long target, BooleanSupplier over) {
        Entry due = nextDue(target, over);
        while (due != null) {
            due.action.run();
            due = nextDue(target, over);
        }
    }

    private synchronized @Nullable Entry nextDue(long target, BooleanSupplier over) {
        if (over.getAsBoolean()) {
            return null;
        }
        Entry first = alarms.isEmpty() ? null : alarms.first();
        if (first == null || first.dueNanos > target) {
            nanos = Math.max(nanos, target);
            return null;
        }
        nanos = Math.max(nanos, first.dueNanos);
        return alarms.pollFirst();
    }

    private static long plus(long nanos, Duration duration) {
        try {
            return Math.addExact(nanos, duration.toNanos());
        } catch (ArithmeticException beyond292Years) {
            return Long.MAX_VALUE;
        }
    }
}
