package dev.retrykit.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A back-off as a user might write it, with a text of its own. */
final class UsersBackoff implements Backoff {

    private final Duration delay;

    UsersBackoff(Duration delay) {
        this.delay = delay;
    }

    @Override
    public Duration delayBefore(int retry, Duration previous, RandomGenerator random) {
        return delay;
    }

    @Override
    public String toString() {
        return "mine";
    }
}
