package dev.retrykit;

import dev.retrykit.backoff.GrpcBackoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is legal in a policy and yet hardly meant. */
final class PlanWarnings {

    /** More attempts than a gRPC client makes: it counts them as this many. */
    private static final int GRPC_MOST_ATTEMPTS = 5;

    private PlanWarnings() {}

    static List<String> of(RetryPolicy policy, int reachableAttempts, Duration throttledDelay) {
        List<String> warnings = new ArrayList<>();
        policy.totalTimeout().ifPresent(total -> {
            boolean draws = policy.attemptLimit() > 1 && policy.hedging().isEmpty();
            if (draws && throttledDelay.compareTo(total) >= 0) {
                warnings.add("after a throttled failure the budget raises the delay to " + throttledDelay
                        + ", which is not below the total timeout of " + total);
            }
            policy.maxAttempts().ifPresent(most -> {
                if (reachableAttempts < most && reachableAttempts < RetryPlan.MAX_ROWS) {
                    warnings.add("attempts from " + (reachableAttempts + 1) + " to " + most
                            + " can never start inside the total timeout of " + total);
                }
            });
            policy.attemptTimeout().ifPresent(timeout -> {
                if (timeout.first().compareTo(total) >= 0) {
                    warnings.add("the attempt timeout of " + timeout.first() + " is not below the total timeout of "
                            + total + ": a hung first attempt leaves no time for a retry");
                }
            });
        });
        if (policy.maxAttempts().orElse(Integer.MAX_VALUE) > GRPC_MOST_ATTEMPTS
                && policy.backoff() instanceof GrpcBackoff) {
            warnings.add("a gRPC client counts more than " + GRPC_MOST_ATTEMPTS + " attempts as " + GRPC_MOST_ATTEMPTS
                    + "; this policy makes "
                    + (policy.maxAttempts().isPresent() ? policy.maxAttempts().getAsInt() : "any number of them"));
        }
        if (policy.backoff() instanceof GrpcBackoff grpc && grpc.max().compareTo(grpc.initial()) < 0) {
            warnings.add("the cap of " + grpc.max() + " is below the first delay of " + grpc.initial()
                    + ", which is not capped");
        }
        return warnings;
    }
}
