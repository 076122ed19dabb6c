package dev.retrykit.grpc;

import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Set;

/**
 * The {@code retryPolicy} of a service config: attempts follow one another. Immutable.
 *
 * <p>4 attempts, 0.1 s, 1 s, 2: nominal delays 0.1, 0.2, 0.4 s, each times U[0.8, 1.2).
 *
 * @param maxAttempts the number of attempts as it is written, at least 2; more than 5 counts as 5
 * @param initialBackoff the nominal delay before the first retry, longer than 0
 * @param maxBackoff the bound of the nominal delay from the second retry on, longer than 0
 * @param backoffMultiplier the growth of the nominal delay, greater than 0 and finite
 * @param retryableStatusCodes the codes that are worth a retry; at least one, never OK
 */
public record GrpcRetryPolicy(
        int maxAttempts,
        Duration initialBackoff,
        Duration maxBackoff,
        double backoffMultiplier,
        Set<Code> retryableStatusCodes)
        implements GrpcPolicy {

    /**
     * Checks all values.
     *
     * @param maxAttempts the number of attempts as it is written, at least 2
     * @param initialBackoff the nominal delay before the first retry, longer than 0
     * @param maxBackoff the bound of the nominal delay from the second retry on, longer than 0
     * @param backoffMultiplier the growth of the nominal delay, greater than 0 and finite
     * @param retryableStatusCodes the codes that are worth a retry; at least one, never OK
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public GrpcRetryPolicy {
        GrpcRules.attempts(maxAttempts);
        GrpcRules.positive("initialBackoff", initialBackoff);
        GrpcRules.positive("maxBackoff", maxBackoff);
        // Negated, so that NaN is refused.
        if (!(backoffMultiplier > 0) || Double.isInfinite(backoffMultiplier)) {
            throw new IllegalArgumentException(
                    "backoffMultiplier must be greater than 0 and finite, but was " + backoffMultiplier);
        }
        retryableStatusCodes = StatusCodes.checked("retryableStatusCodes", retryableStatusCodes);
        if (retryableStatusCodes.isEmpty()) {
            throw new IllegalArgumentException("retryableStatusCodes must not be empty, but was []");
        }
    }

    @Override
    public void applyTo(RetryPolicy.Builder builder) {
        builder.maxAttempts(effectiveMaxAttempts())
                .noHedging()
                .backoff(Backoff.grpc(initialBackoff, backoffMultiplier, maxBackoff))
                .retryOn(FailureCondition.onStatus(StatusCodes.names(retryableStatusCodes)));
    }
}
