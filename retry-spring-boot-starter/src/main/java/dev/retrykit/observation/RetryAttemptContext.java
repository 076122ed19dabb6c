package dev.retrykit.observation;

import io.micrometer.observation.Observation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an observed attempt: at its start its number, at its end its outcome. Its error is what it threw.
 *
 * <p>Not thread-safe; what it came to is written once, right before the observation stops.
 */
public final class RetryAttemptContext extends Observation.Context {

    private final String retrier;
    private final int attempt;
    private volatile @Nullable AttemptEnd outcome;

    /**
     * The context of an attempt that begins.
     *
     * @param retrier the name of the retrier
     * @param attempt the number of the attempt, from 1
     */
    public RetryAttemptContext(String retrier, int attempt) {
        this.retrier = Objects.requireNonNull(retrier, "retrier must not be null");
        this.attempt = attempt;
    }

    void end(AttemptEnd how) {
        outcome = how;
    }

    /**
     * The name of the retrier.
     *
     * @return the name, as in configuration and meters
     */
    public String retrier() {
        return retrier;
    }

    /**
     * The number of the attempt.
     *
     * @return 1 for the first attempt, 2 for the first retry, and so on
     */
    public int attempt() {
        return attempt;
    }

    /**
     * How the attempt ended.
     *
     * @return the outcome; empty while it runs
     */
    public Optional<AttemptEnd> outcome() {
        return Optional.ofNullable(outcome);
    }
}
