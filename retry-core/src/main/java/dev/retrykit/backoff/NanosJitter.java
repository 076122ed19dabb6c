package dev.retrykit.backoff;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** A jitter of ours: answers in nanoseconds, so that the one Duration allocated is the one returned. */
sealed interface NanosJitter extends Jitter permits NoJitter, FullJitter, EqualJitter, ProportionalJitter {

    /** The spread delay in nanoseconds, never negative and at most max. */
    long drawNanos(long nominalNanos, long maxNanos, RandomGenerator random);

    @Override
    default Duration apply(Duration nominal, RandomGenerator random) {
        return apply(nominal, Nanos.LONGEST, random);
    }

    @Override
    default Duration apply(Duration nominal, Duration max, RandomGenerator random) {
        Duration delay = Check.duration("nominal", nominal);
        Duration bound = Check.duration("max", max);
        Objects.requireNonNull(random, "random must not be null");
        return Duration.ofNanos(drawNanos(delay.toNanos(), bound.toNanos(), random));
    }
}
