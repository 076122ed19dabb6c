package dev.retrykit.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The same delay before every retry. */
record Fixed(Duration delay) implements Formula {

    Fixed {
        delay = Check.duration("delay", delay);
    }

    @Override
    public long nominalNanos(int retry) {
        return delay.toNanos();
    }

    @Override
    public Duration delayBefore(int retry, Duration previous, RandomGenerator random) {
        Check.draw(retry, previous, random);
        return delay;
    }

    @Override
    public Duration nominalBefore(int retry) {
        Check.retry(retry);
        return delay;
    }

    @Override
    public String toString() {
        return "fixed " + Text.of(delay);
    }
}
