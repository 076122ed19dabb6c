package dev.retrykit.backoff;

import java.time.Duration;

/** A delay that grows by the same factor from retry to retry: {@code initial * multiplier ^ (n - 1)}. */
record Exponential(Duration initial, double multiplier) implements Formula {

    Exponential {
        initial = Check.duration("initial", initial);
        // Negated, so that NaN is refused.
        if (!(multiplier >= 1.0)) {
            throw new IllegalArgumentException("multiplier must be at least 1, but was " + multiplier);
        }
        if (Double.isInfinite(multiplier)) {
            throw new IllegalArgumentException("multiplier must be finite, but was " + multiplier);
        }
    }

    @Override
    public long nominalNanos(int retry) {
        return Nanos.times(initial.toNanos(), Math.pow(multiplier, retry - 1));
    }

    @Override
    public String toString() {
        return "exponential " + Text.of(initial) + " x " + Text.of(multiplier);
    }
}
