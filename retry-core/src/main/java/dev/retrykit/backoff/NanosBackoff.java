package dev.retrykit.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A back-off of ours: answers in nanoseconds, so that the one Duration allocated is the one returned. */
sealed interface NanosBackoff extends Backoff permits Formula, RandomFormula {

    /** The delay in nanoseconds, never negative; in constant time for every retry from 1. */
    long drawNanos(int retry, Duration previous, RandomGenerator random);

    /** The nominal delay in nanoseconds, never negative; in constant time for every retry from 1. */
    long nominalNanos(int retry);

    @Override
    default Duration delayBefore(int retry, Duration previous, RandomGenerator random) {
        Check.draw(retry, previous, random);
        return Duration.ofNanos(drawNanos(retry, previous, random));
    }

    @Override
    default Duration nominalBefore(int retry) {
        Check.retry(retry);
        return Duration.ofNanos(nominalNanos(retry));
    }
}
