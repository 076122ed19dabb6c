package dev.retrykit.grpc;

import java.time.Duration;
import java.util.Objects;

/** The bounds of a service config, in the words in which a breach is told; durations as they are written there. */
final class GrpcRules {

    /** What protobuf allows: 10,000 years of 365.25 days. */
    private static final Duration LONGEST = Duration.ofDays(3_652_500);

    private GrpcRules() {}

    static int attempts(int attempts) {
        if (attempts < 2) {
            throw new IllegalArgumentException("maxAttempts must be at least 2, but was " + attempts);
        }
        return attempts;
    }

    static Duration positive(String name, Duration value) {
        Duration checked = notNegative(name, value);
        if (checked.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than 0s, but was \"0s\"");
        }
        return checked;
    }

    static Duration notNegative(String name, Duration value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    name + " must not be negative, but was \"" + DurationText.of(value) + '"');
        }
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be at most " + DurationText.of(LONGEST) + ", but was \""
                    + DurationText.of(value) + '"');
        }
        return value;
    }

    static String part(String name, String value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isEmpty() || value.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    name + " must not be empty and must not contain '/', but was \"" + value + '"');
        }
        return value;
    }
}
