package dev.retrykit.backoff;

import java.util.random.RandomGenerator;

/** Anything from nothing up to the nominal delay. */
record FullJitter() implements NanosJitter {

    @Override
    public long drawNanos(long nominalNanos, long maxNanos, RandomGenerator random) {
        return Math.min(Nanos.between(0, nominalNanos, random.nextDouble()), maxNanos);
    }

    @Override
    public String toString() {
        return "full jitter";
    }
}
