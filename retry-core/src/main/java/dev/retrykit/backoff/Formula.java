package dev.retrykit.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A back-off of ours without randomness: the delay depends on the retry's number alone. */
sealed interface Formula extends NanosBackoff permits None, Fixed, Linear, Exponential, Fibonacci, Delays {

    @Override
    default long drawNanos(int retry, Duration previous, RandomGenerator random) {
        return nominalNanos(retry);
    }
}
