package dev.retrykit.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The exponential back-off of Azure API Management: {@code min(interval + (2 ^ (n - 1) - 1) * U[0.8, 1.2) * delta, max)}. */
record Azure(Duration interval, Duration delta, Duration max) implements RandomFormula {

    private static final double JITTER = 0.2;

    Azure {
        interval = Check.duration("interval", interval);
        delta = Check.duration("delta", delta);
        max = Check.duration("max", max);
        Check.notShorter("max", max, "interval", interval);
    }

    @Override
    public long drawNanos(int retry, Duration previous, RandomGenerator random) {
        // Drawn around the whole growth and not around delta: the same range, without multiplying the rounding.
        long growth = Nanos.around(growthNanos(retry), JITTER, Long.MAX_VALUE, random.nextDouble());
        return bounded(growth);
    }

    @Override
    public long nominalNanos(int retry) {
        return bounded(growthNanos(retry));
    }

    private long growthNanos(int retry) {
        // 2^63 - 1 is the last that a long holds; every further one saturates to it.
        long steps = retry > Long.SIZE - 1 ? Long.MAX_VALUE : (1L << (retry - 1)) - 1;
        return Nanos.times(delta.toNanos(), steps);
    }

    private long bounded(long growth) {
        return Math.min(Nanos.plus(interval.toNanos(), growth), max.toNanos());
    }

    @Override
    public String toString() {
        return "azure " + Text.of(interval) + " + " + Text.of(delta) + " up to " + Text.of(max);
    }
}
