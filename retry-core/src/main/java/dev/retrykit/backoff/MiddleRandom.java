package dev.retrykit.backoff;

import java.util.random.RandomGenerator;

/**
 * A generator that returns the middle of whatever range it is asked for, by which the nominal delay of a back-off with
 * randomness of its own is found.
 */
enum MiddleRandom implements RandomGenerator {
    INSTANCE;

    /** As an unsigned number the middle of all 64-bit values, so that {@code nextDouble()} is 0.5. */
    @Override
    public long nextLong() {
        return Long.MIN_VALUE;
    }

    @Override
    public int nextInt(int bound) {
        return nextInt(0, bound);
    }

    // The bounded forms would otherwise take the low bits or a remainder of nextLong(), which is no middle.
    @Override
    public int nextInt(int origin, int bound) {
        requireRange(origin < bound);
        return origin + ((bound - origin) >>> 1);
    }

    @Override
    public long nextLong(long bound) {
        return nextLong(0, bound);
    }

    @Override
    public long nextLong(long origin, long bound) {
        requireRange(origin < bound);
        return origin + ((bound - origin) >>> 1);
    }

    @Override
    public double nextGaussian() {
        return 0.0;
    }

    @Override
    public double nextGaussian(double mean, double stddev) {
        if (stddev < 0.0) {
            throw new IllegalArgumentException("standard deviation must be non-negative");
        }
        return mean;
    }

    private static void requireRange(boolean holdsValues) {
        if (!holdsValues) {
            throw new IllegalArgumentException("bound must be greater than origin");
        }
    }
}
