package dev.retrykit.backoff;

import java.util.random.RandomGenerator;

/** Counts the calls of nextDouble() and refuses every other one. */
final class CountingRandom implements RandomGenerator {

    private int drawn;

    int drawn() {
        return drawn;
    }

    @Override
    public double nextDouble() {
        drawn++;
        return 0.25;
    }

    @Override
    public long nextLong() {
        throw new AssertionError("only nextDouble() is to be called");
    }
}
