package dev.retrykit.backoff;

import java.util.random.RandomGenerator;

/** The nominal delay itself; draws nothing. */
record NoJitter() implements NanosJitter {

    @Override
    public long drawNanos(long nominalNanos, long maxNanos, RandomGenerator random) {
        return Math.min(nominalNanos, maxNanos);
    }

    @Override
    public String toString() {
        return "no jitter";
    }
}
