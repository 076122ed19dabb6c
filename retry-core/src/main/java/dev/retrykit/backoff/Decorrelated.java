package dev.retrykit.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A delay drawn between base and three times the delay before it, at most max. */
record Decorrelated(Duration base, Duration max) implements RandomFormula {

    Decorrelated {
        base = Check.duration("base", base);
        max = Check.duration("max", max);
        Check.notShorter("max", max, "base", base);
    }

    @Override
    public long drawNanos(int retry, Duration previous, RandomGenerator random) {
        return Nanos.between(base.toNanos(), highNanos(previous), random.nextDouble());
    }

    @Override
    public long nominalNanos(int retry) {
        return Nanos.between(base.toNanos(), highNanos(base), 0.5);
    }

    /** A previous delay below base (none yet, or a shorter one of a server) is read as base: the range stays a range. */
    private long highNanos(Duration previous) {
        Duration from = previous.compareTo(base) < 0 ? base : previous;
        return Math.min(Nanos.times(Nanos.of(from), 3L), max.toNanos());
    }

    @Override
    public String toString() {
        return "decorrelated " + Text.of(base) + " up to " + Text.of(max);
    }
}
