package dev.retrykit.autoconfigure;

import static dev.retrykit.autoconfigure.BackoffParameter.DELAY;
import static dev.retrykit.autoconfigure.BackoffParameter.INCREMENT;
import static dev.retrykit.autoconfigure.BackoffParameter.JITTER;
import static dev.retrykit.autoconfigure.BackoffParameter.MAX_DELAY;
import static dev.retrykit.autoconfigure.BackoffParameter.MULTIPLIER;

import java.util.List;
import java.util.Locale;

/** The formulas that configuration can name, each with the parameters that it uses. */
enum BackoffStrategy {
    /** No delay. */
    NONE,

    /** The same delay before every retry. */
    FIXED,

    /** A delay that grows evenly. */
    LINEAR,

    /** A delay that is multiplied from retry to retry. */
    EXPONENTIAL,

    /** A delay that grows as the Fibonacci numbers do. */
    FIBONACCI,

    /** A delay that wanders between the first and three times the last one. */
    DECORRELATED,

    /** gRPC's, with a randomness of its own. */
    GRPC,

    /** The exponential one of Azure API Management, with a randomness of its own. */
    AZURE;

    List<BackoffParameter> parameters() {
        return switch (this) {
            case NONE -> List.of();
            case FIXED, FIBONACCI -> List.of(DELAY, MAX_DELAY, JITTER);
            case LINEAR -> List.of(DELAY, INCREMENT, MAX_DELAY, JITTER);
            case EXPONENTIAL -> List.of(DELAY, MULTIPLIER, MAX_DELAY, JITTER);
            case DECORRELATED -> List.of(DELAY, MAX_DELAY);
            case GRPC -> List.of(DELAY, MULTIPLIER, MAX_DELAY);
            case AZURE -> List.of(DELAY, INCREMENT, MAX_DELAY);
        };
    }

    boolean uses(BackoffParameter parameter) {
        return parameters().contains(parameter);
    }

    /** Whether the formula has no parameters of its own, so that all it uses must be written. */
    boolean wantsAll() {
        return this == GRPC || this == AZURE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
