package dev.retrykit.backoff;

import java.util.random.RandomGenerator;

/** Half of the nominal delay, and anything up to the other half on top. */
record EqualJitter() implements NanosJitter {

    @Override
    public long drawNanos(long nominalNanos, long maxNanos, RandomGenerator random) {
        // The lower half is the one that is rounded up, so that no delay is shorter than half.
        long low = nominalNanos - nominalNanos / 2;
        return Math.min(Nanos.between(low, nominalNanos, random.nextDouble()), maxNanos);
    }

    @Override
    public String toString() {
        return "equal jitter";
    }
}
