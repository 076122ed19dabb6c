package dev.retrykit.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one level of configuration says about the delays between attempts; null where it says nothing.
 *
 * @param strategy Formula of the delays. A level that names one starts from that formula's own values, not from those
 *     of the levels below.
 * @param delay Delay before the first retry. For "azure" the interval.
 * @param increment What each further delay is longer: for "linear", where it is the delay if not set, and for "azure",
 *     where it is the delta.
 * @param multiplier Growth of the delay from retry to retry, for "exponential" (at least 1) and "grpc".
 * @param maxDelay Longest delay. If not set, 10s or the delay where that is longer; none for "fixed".
 * @param jitter Spread of the delay: "none", "full", "equal", or the share of it that is given or taken, from 0 to 1.
 * @param firstRetryImmediate Whether the first retry follows without delay.
 */
record BackoffProperties(
        @Nullable BackoffStrategy strategy,
        @Nullable Duration delay,
        @Nullable Duration increment,
        @Nullable Double multiplier,
        @Nullable Duration maxDelay,
        @Nullable String jitter,
        @Nullable Boolean firstRetryImmediate) {

    static BackoffProperties ofDelay(@Nullable Duration delay) {
        return new BackoffProperties(null, delay, null, null, null, null, null);
    }
}
