package dev.retrykit.observation;

import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.StopReason;
import io.micrometer.observation.Observation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an observed call: at its start its name, at its end everything. Its error is what the caller receives.
 *
 * <p>Not thread-safe; what it came to is written once, right before the observation stops.
 */
public final class RetryCallContext extends Observation.Context {

    private final String retrier;
    private volatile @Nullable End end;

    /**
     * The context of a call that begins.
     *
     * @param retrier the name of the retrier
     */
    public RetryCallContext(String retrier) {
        this.retrier = Objects.requireNonNull(retrier, "retrier must not be null");
    }

    void end(int attempts, @Nullable StopReason reason, @Nullable Throwable lastFailure) {
        end = new End(attempts, reason, lastFailure);
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
     * How the call ended.
     *
     * @return the outcome; empty while the call runs
     */
    public Optional<CallOutcome> outcome() {
        return Optional.ofNullable(end).map(End::outcome);
    }

    /**
     * Why no further attempt was made.
     *
     * @return the reason; empty while the call runs, and if it succeeded
     */
    public Optional<StopReason> reason() {
        return Optional.ofNullable(end).map(End::reason);
    }

    /**
     * How many attempts had begun.
     *
     * @return the number, from 1; 0 while the call runs
     */
    public int attempts() {
        End known = end;
        return known == null ? 0 : known.attempts();
    }

    /**
     * What the last attempt that failed had thrown.
     *
     * @return the failure, also of a call that succeeded afterwards; empty while the call runs, and if nothing was thrown
     */
    public Optional<Throwable> lastFailure() {
        return Optional.ofNullable(end).map(End::lastFailure);
    }

    private record End(
            int attempts,
            @Nullable StopReason reason,
            @Nullable Throwable lastFailure) {

        CallOutcome outcome() {
            if (reason == null) {
                return CallOutcome.SUCCESS;
            }
            return reason.exhausted() ? CallOutcome.EXHAUSTED : CallOutcome.FAILED;
        }
    }
}
