package dev.retrykit.condition;

import java.time.Duration;
import java.util.Objects;

/** What a server said about retrying: not at all, not before a delay, or after exactly that delay. Immutable. */
public sealed interface ServerWord {

    /**
     * "Do not retry": the call stops with reason {@code server-refused}.
     *
     * @return the one word that refuses
     */
    static ServerWord doNotRetry() {
        return DoNotRetry.INSTANCE;
    }

    /**
     * "Not before": HTTP {@code Retry-After} and gRPC {@code RetryInfo}. The call waits for the longer of this and its
     * own back-off, spread so that a crowd does not come back in one instant.
     *
     * @param delay the shortest wait, zero or longer
     * @return the word
     * @throws IllegalArgumentException if the delay is negative
     */
    static ServerWord atLeast(Duration delay) {
        return new AtLeast(delay);
    }

    /**
     * "Exactly then": gRPC pushback. It makes a failure retryable unless it is ignored, and the call waits exactly that
     * long.
     *
     * @param delay the wait, zero or longer
     * @return the word
     * @throws IllegalArgumentException if the delay is negative
     */
    static ServerWord exactly(Duration delay) {
        return new Exactly(delay);
    }

    /** The server does not want to be asked again. */
    enum DoNotRetry implements ServerWord {
        /** The only one. */
        INSTANCE
    }

    /**
     * The server does not want to be asked before a delay has passed.
     *
     * @param delay the shortest wait, zero or longer
     */
    record AtLeast(Duration delay) implements ServerWord {

        /**
         * Checks the delay.
         *
         * @param delay the shortest wait, zero or longer
         * @throws IllegalArgumentException if the delay is negative
         */
        public AtLeast {
            requireNotNegative(delay);
        }
    }

    /**
     * The server wants to be asked after exactly this delay.
     *
     * @param delay the wait, zero or longer
     */
    record Exactly(Duration delay) implements ServerWord {

        /**
         * Checks the delay.
         *
         * @param delay the wait, zero or longer
         * @throws IllegalArgumentException if the delay is negative
         */
        public Exactly {
            requireNotNegative(delay);
        }
    }

    private static void requireNotNegative(Duration delay) {
        Objects.requireNonNull(delay, "delay must not be null");
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative, but was " + delay);
        }
    }
}
