package dev.retrykit.grpc;

import dev.retrykit.Hedging;
import dev.retrykit.RetryPolicy;
import dev.retrykit.condition.FailureCondition;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Set;

/**
 * The {@code hedgingPolicy} of a service config: attempts overlap, the first success wins. For asynchronous calls only.
 * Immutable.
 *
 * <p>4 attempts, 0.5 s, over a server that never answers: at 0, 0.5, 1 and 1.5 s.
 *
 * @param maxAttempts the number of attempts as it is written, at least 2; more than 5 counts as 5
 * @param hedgingDelay the time between two attempts; zero, which is what a service config means that does not say, sends
 *     all at once
 * @param nonFatalStatusCodes the codes after which the next attempt follows at once; any other cancels the rest. May be
 *     empty, but never contain OK
 */
public record GrpcHedgingPolicy(int maxAttempts, Duration hedgingDelay, Set<Code> nonFatalStatusCodes)
        implements GrpcPolicy {

    /**
     * Checks all values.
     *
     * @param maxAttempts the number of attempts as it is written, at least 2
     * @param hedgingDelay the time between two attempts, not negative
     * @param nonFatalStatusCodes the codes after which the next attempt follows at once; may be empty, but never contain OK
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public GrpcHedgingPolicy {
        GrpcRules.attempts(maxAttempts);
        GrpcRules.notNegative("hedgingDelay", hedgingDelay);
        nonFatalStatusCodes = StatusCodes.checked("nonFatalStatusCodes", nonFatalStatusCodes);
    }

    @Override
    public void applyTo(RetryPolicy.Builder builder) {
        builder.maxAttempts(effectiveMaxAttempts())
                .hedging(new Hedging(hedgingDelay))
                .retryOn(FailureCondition.onStatus(StatusCodes.names(nonFatalStatusCodes)));
    }
}
