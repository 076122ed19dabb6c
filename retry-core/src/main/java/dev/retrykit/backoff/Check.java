package dev.retrykit.backoff;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The rules that arguments and other people's code must keep, and the words in which a breach is told. */
final class Check {

    private Check() {}

    /** The value, or the longest delay there is if it is longer than that. */
    static Duration duration(String name, Duration value) {
        if (value == null) {
            throw new NullPointerException(name + " must not be null");
        }
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but was " + value);
        }
        return value.compareTo(Nanos.LONGEST) > 0 ? Nanos.LONGEST : value;
    }

    static Duration positive(String name, Duration value) {
        Duration checked = duration(name, value);
        if (checked.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than 0, but was " + value);
        }
        return checked;
    }

    static Duration longer(@Nullable Duration one, Duration other) {
        return one != null && one.compareTo(other) > 0 ? one : other;
    }

    static void notShorter(String name, Duration value, String thanName, Duration than) {
        if (value.compareTo(than) < 0) {
            throw new IllegalArgumentException(
                    name + " must not be shorter than " + thanName + " (" + than + "), but was " + value);
        }
    }

    static void retry(int retry) {
        if (retry < 1) {
            throw new IllegalArgumentException("retry must be at least 1, but was " + retry);
        }
    }

    static void draw(int retry, Duration previous, RandomGenerator random) {
        retry(retry);
        Objects.requireNonNull(previous, "previous must not be null");
        Objects.requireNonNull(random, "random must not be null");
    }

    /** What somebody else's back-off or jitter returned, which must be a delay. */
    static long returned(Object source, Duration delay) {
        if (delay == null) {
            throw new IllegalStateException("delay returned by " + source + " must not be null");
        }
        if (delay.isNegative()) {
            throw new IllegalStateException("delay returned by " + source + " must not be negative, but was " + delay);
        }
        return Nanos.of(delay);
    }

    static IllegalStateException setTwice(String name, Object first, Object second) {
        return new IllegalStateException(name + " must be set only once, but was " + first + " and then " + second);
    }
}
