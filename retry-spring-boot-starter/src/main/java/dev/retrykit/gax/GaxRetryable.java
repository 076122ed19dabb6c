package dev.retrykit.gax;

import com.google.api.gax.rpc.ApiException;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.Outcome;

/**
 * True for an {@link ApiException} that says of itself that it is {@link ApiException#isRetryable() retryable}: the
 * failure, or the first such cause if causes count. One that stands below a failure with a status of its own is not asked,
 * as its status is not. Immutable and thread-safe.
 *
 * <p>{@code FailureCondition.standard().or(new GaxRetryable())} retries {@code UNAVAILABLE} in any case and
 * {@code ABORTED} where the client says so.
 */
public record GaxRetryable() implements FailureCondition {

    @Override
    public boolean test(Outcome outcome) {
        ApiException failure = outcome.first(ApiException.class);
        return failure != null && failure.isRetryable() && isWhereTheStatusIs(failure, outcome);
    }

    /** No status is known where a retrier has no source of it. */
    private static boolean isWhereTheStatusIs(ApiException failure, Outcome outcome) {
        String own = GaxStatusSource.nameOf(failure);
        return own == null || outcome.status() == null || own.equals(outcome.status());
    }

    @Override
    public String toString() {
        return "retryable by gax";
    }
}
