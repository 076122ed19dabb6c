package dev.retrykit.benchmarks.load;

import java.time.Duration;
import java.util.Random;

/** One stream of chance of a run. {@link Random}, since its numbers are specified: a seed gives one page everywhere. */
final class Chance {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Random random;

    /**
     * A stream.
     *
     * @param seed the seed of the run
     * @param purpose what the stream is for, so that strategies that draw more for one thing meet the same of all others
     */
    Chance(long seed, Purpose purpose) {
        Random seeds = new Random(seed);
        for (int i = 0; i < purpose.number; i++) {
            seeds.nextLong();
        }
        this.random = new Random(seeds.nextLong());
    }

    enum Purpose {
        ARRIVAL(0),
        CLIENT(1),
        SERVICE(2),
        FAILURE(3);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    /** The time until something happens that happens so many times a second, independently of what was. */
    Duration untilNext(double perSecond) {
        return Duration.ofNanos(Math.round(-StrictMath.log(1 - random.nextDouble()) / perSecond * NANOS_PER_SECOND));
    }

    int oneOf(int many) {
        return random.nextInt(many);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }
}
