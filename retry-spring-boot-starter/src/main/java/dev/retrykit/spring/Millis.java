package dev.retrykit.spring;

import java.time.Duration;

/** Arithmetic in whole milliseconds, never negative: saturates at {@link Long#MAX_VALUE} of them. */
final class Millis {

    private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

    private Millis() {}

    static long of(Duration duration) {
        return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toMillis();
    }

    static Duration whole(Duration duration) {
        return Duration.ofMillis(of(duration));
    }

    static long plus(long millis, long more) {
        long sum = millis + more;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    static long times(long millis, long count) {
        return count != 0 && millis > Long.MAX_VALUE / count ? Long.MAX_VALUE : millis * count;
    }
}
