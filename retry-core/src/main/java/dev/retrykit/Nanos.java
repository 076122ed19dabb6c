package dev.retrykit;

import java.time.Duration;

/** Saturating arithmetic on nanoseconds: what does not fit into a {@code long} counts as 292 years. */
final class Nanos {

    static final long FOREVER = Long.MAX_VALUE;

    private Nanos() {}

    static long of(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException beyond292Years) {
            return duration.isNegative() ? -FOREVER : FOREVER;
        }
    }

    static Duration toDuration(long nanos) {
        return nanos == 0 ? Duration.ZERO : Duration.ofNanos(nanos);
    }

    /** Both are zero or more. */
    static long sum(long left, long right) {
        return left > FOREVER - right ? FOREVER : left + right;
    }

    static long times(long nanos, double factor) {
        return (long) (nanos * factor);
    }
}
