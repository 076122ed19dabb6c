package dev.retrykit.autoconfigure;

import org.jspecify.annotations.Nullable;

/** The parameters of back-off formulas. */
enum BackoffParameter {
    DELAY("backoff.delay"),
    INCREMENT("backoff.increment"),
    MULTIPLIER("backoff.multiplier"),
    MAX_DELAY("backoff.max-delay"),
    JITTER("backoff.jitter");

    private final String key;

    BackoffParameter(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** What a level says about this parameter. */
    @Nullable Object of(PolicyProperties level) {
        BackoffProperties backoff = level.backoff();
        return switch (this) {
            case DELAY -> backoff.delay();
            case INCREMENT -> backoff.increment();
            case MULTIPLIER -> backoff.multiplier();
            case MAX_DELAY -> backoff.maxDelay();
            case JITTER -> backoff.jitter();
        };
    }
}
