package dev.retrykit.spring;

import dev.retrykit.backoff.Backoff;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The back-off of Spring's annotation, number for number as {@code ExponentialBackOff} of Spring 7 draws it, in whole
 * milliseconds: each interval is the one before it times the multiplier, cut to whole milliseconds and at the longest
 * delay. It is drawn from interval − j up to interval + j, where j is the jitter times how often the delay goes into the
 * interval, never below the delay and never above the longest. 1 s, ×2, up to 5 s, jitter 200 ms → 1 s to 1.2 s, 1.6 s to
 * 2.4 s, 3.2 s to 4.8 s, 4.2 s to 5 s. Immutable and thread-safe; draws one number for each delay where there is a jitter.
 */
public final class SpringBackoff implements Backoff {

    private final long delay;
    private final long jitter;
    private final double multiplier;
    private final long max;
    private final Intervals intervals;

    /**
     * A back-off.
     *
     * @param delay the delay before the first retry; cut to whole milliseconds
     * @param jitter how far the first delay is drawn to either side; cut to whole milliseconds
     * @param multiplier the growth, from 1
     * @param max the longest delay, which may be shorter than the first; null for none
     */
    public SpringBackoff(Duration delay, Duration jitter, double multiplier, @Nullable Duration max) {
        this.delay = Millis.of(delay);
        this.jitter = Millis.of(jitter);
        this.multiplier = multiplier;
        this.max = max == null ? Long.MAX_VALUE : Millis.of(max);
        this.intervals = Intervals.of(this.delay, multiplier, this.max);
    }

    @Override
    public Duration delayBefore(int retry, Duration previous, RandomGenerator random) {
        return Duration.ofMillis(Math.min(drawn(intervals.before(retry), random), max));
    }

    @Override
    public Duration nominalBefore(int retry) {
        return Duration.ofMillis(Math.min(intervals.before(retry), max));
    }

    private long drawn(long interval, RandomGenerator random) {
        if (jitter == 0) {
            return interval;
        }
        // How often the delay goes into the interval, whole: half a time more is no more.
        long reach = Millis.times(jitter, delay > 0 ? interval / delay : 1);
        long low = Math.max(interval - reach, delay);
        long high = Math.min(Millis.plus(interval, reach), max);
        return low + (long) (random.nextDouble() * (high - low));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpringBackoff that
                && delay == that.delay
                && jitter == that.jitter
                && Double.compare(multiplier, that.multiplier) == 0
                && max == that.max;
    }

    @Override
    public int hashCode() {
        return Objects.hash(delay, jitter, multiplier, max);
    }

    @Override
    public String toString() {
        return "Spring's " + delay + "ms x " + multiplier + (max == Long.MAX_VALUE ? "" : " up to " + max + "ms")
                + (jitter == 0 ? "" : ", jitter " + jitter + "ms");
    }
}
