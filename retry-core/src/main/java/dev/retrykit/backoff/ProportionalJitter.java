package dev.retrykit.backoff;

import java.util.random.RandomGenerator;

/** The nominal delay, give or take a share of it; the range, not what was drawn, is cut at max. */
record ProportionalJitter(double factor) implements NanosJitter {

    ProportionalJitter {
        // Negated, so that NaN is refused.
        if (!(factor >= 0.0 && factor <= 1.0)) {
            throw new IllegalArgumentException("factor must be between 0 and 1, but was " + factor);
        }
    }

    @Override
    public long drawNanos(long nominalNanos, long maxNanos, RandomGenerator random) {
        return Nanos.around(nominalNanos, factor, maxNanos, random.nextDouble());
    }

    @Override
    public String toString() {
        return "proportional jitter " + Text.of(factor);
    }
}
