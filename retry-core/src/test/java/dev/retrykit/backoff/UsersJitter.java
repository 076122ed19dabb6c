package dev.retrykit.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A jitter as a user might write it, with a text of its own. */
final class UsersJitter implements Jitter {

    private final Duration delay;

    UsersJitter(Duration delay) {
        this.delay = delay;
    }

    @Override
    public Duration apply(Duration nominal, RandomGenerator random) {
        return delay;
    }

    @Override
    public String toString() {
        return "mine";
    }
}
