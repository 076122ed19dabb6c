package dev.retrykit.gax;

import com.google.api.gax.rpc.ApiException;
import dev.retrykit.condition.Causes;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.Outcome;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Another condition, and every {@link ApiException} that says of itself that it is {@link ApiException#isRetryable()
 * retryable}, whatever its status. What the other condition refuses stays refused. Thread-safe if the other one is.
 *
 * @param otherwise the other condition, asked first
 */
public record GaxRetryable(FailureCondition otherwise) implements FailureCondition {

    /**
     * A condition.
     *
     * @param otherwise the other condition, asked first
     */
    public GaxRetryable {
        Objects.requireNonNull(otherwise, "otherwise must not be null");
    }

    @Override
    public boolean test(Outcome outcome) {
        return otherwise.test(outcome)
                || (outcome.failure() != null
                        && Causes.unwrapped(outcome.failure()) instanceof ApiException failure
                        && failure.isRetryable()
                        && !otherwise.refuses(outcome));
    }

    @Override
    public boolean refuses(Outcome outcome) {
        return otherwise.refuses(outcome);
    }

    @Override
    public boolean names(Throwable failure) {
        return otherwise.names(failure);
    }

    @Override
    public boolean retriesStatus(String status) {
        return otherwise.retriesStatus(status);
    }

    @Override
    public Optional<Set<String>> statuses() {
        return otherwise.statuses();
    }

    @Override
    public String toString() {
        return otherwise + ", or retryable by gax";
    }
}
