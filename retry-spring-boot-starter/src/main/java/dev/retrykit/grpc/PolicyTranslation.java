package dev.retrykit.grpc;

import dev.retrykit.Hedging;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.GrpcBackoff;
import io.grpc.Status.Code;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Says in terms of a service config what a policy says, or why that cannot be said. */
final class PolicyTranslation {

    private static final String TO_WRITE = " to be written as a gRPC service config, but was ";

    private PolicyTranslation() {}

    static GrpcPolicy of(RetryPolicy policy) {
        int attempts = policy.maxAttempts().orElseThrow(() -> refused("maxAttempts must be limited", "unlimited"));
        refuseIfSet("totalTimeout must not be set", policy.totalTimeout());
        refuseIfSet("attemptTimeout must not be set", policy.attemptTimeout());
        if (policy.retriesOnResults()) {
            throw refused("retryOnResult must not be set", "set");
        }
        Set<Code> codes = codesOf(policy);
        Hedging hedging = policy.hedging().orElse(null);
        if (hedging != null) {
            return new GrpcHedgingPolicy(attempts, hedging.delay(), codes);
        }
        if (policy.firstRetryImmediate()) {
            throw refused("firstRetryImmediate must be off", "on");
        }
        if (!(policy.backoff() instanceof GrpcBackoff backoff)) {
            throw refused("backoff must be Backoff.grpc", policy.backoff());
        }
        return new GrpcRetryPolicy(attempts, backoff.initial(), backoff.max(), backoff.multiplier(), codes);
    }

    private static Set<Code> codesOf(RetryPolicy policy) {
        Set<String> statuses = policy.retryOn().statuses().orElse(null);
        if (statuses == null) {
            throw refused("retryOn must be FailureCondition.onStatus, and nothing else,", policy.retryOn());
        }
        Set<Code> codes = EnumSet.noneOf(Code.class);
        for (String status : statuses) {
            codes.add(StatusCodes.named(status)
                    .orElseThrow(
                            () -> refused("retryOn must name gRPC status codes only", String.join(", ", statuses))));
        }
        return codes;
    }

    private static void refuseIfSet(String rule, Optional<?> setting) {
        setting.ifPresent(value -> {
            throw refused(rule, value);
        });
    }

    private static IllegalArgumentException refused(String rule, Object value) {
        return new IllegalArgumentException(rule + TO_WRITE + value);
    }
}
