package dev.retrykit;

import java.time.Duration;
import java.util.Objects;

/** The bounds that options share, each with its message. */
final class Rules {

    private Rules() {}

    static Duration notNegative(String name, Duration value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but was " + value);
        }
        return value;
    }

    static Duration positive(String name, Duration value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than zero, but was " + value);
        }
        return value;
    }

    static double atLeastOne(String name, double value) {
        if (!(value >= 1) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be at least 1 and finite, but was " + value);
        }
        return value;
    }
}
