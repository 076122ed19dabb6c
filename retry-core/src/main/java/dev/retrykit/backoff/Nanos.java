package dev.retrykit.backoff;

import java.time.Duration;

/** Arithmetic on delays in nanoseconds that are never negative: saturates at {@link Long#MAX_VALUE}, never overflows. */
final class Nanos {

    /** What every longer duration saturates to: {@link Long#MAX_VALUE} nanoseconds, some 292 years. */
    static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Nanos() {}

    static long of(Duration duration) {
        return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    static long plus(long nanos, long more) {
        long sum = nanos + more;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    static long times(long nanos, long count) {
        if (nanos == 0 || count == 0) {
            return 0;
        }
        return nanos > Long.MAX_VALUE / count ? Long.MAX_VALUE : nanos * count;
    }

    /** Rounds, so that 0.29 of 100 is 29 although the product of the doubles is 28.999999999999996. */
    static long times(long nanos, double factor) {
        // A factor of 1 must not send a long through a double, which holds 53 bits. No time at all, infinitely often,
        // is NaN and rounds to 0; anything else that is infinite rounds to Long.MAX_VALUE.
        return factor == 1.0 ? nanos : Math.round(nanos * factor);
    }

    /**
     * The point of {@code [low, high)} at this fraction; low itself when the range is empty. Truncates, so that a
     * fraction below 1 never yields high: the product of a double and the largest double below 1 is below the former.
     */
    static long between(long low, long high, double fraction) {
        return low + (long) ((high - low) * fraction);
    }

    /** The point at this fraction of the range that reaches from nominal by a share of it to both sides, cut at max. */
    static long around(long nominal, double share, long max, double fraction) {
        long reach = times(nominal, share);
        long high = Math.min(plus(nominal, reach), max);
        long low = Math.min(nominal - reach, high);
        return between(low, high, fraction);
    }
}
