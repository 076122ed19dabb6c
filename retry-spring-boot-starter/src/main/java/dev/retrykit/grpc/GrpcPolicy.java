package dev.retrykit.grpc;

import dev.retrykit.RetryPolicy;

/**
 * How the entry of a service config has its methods retried: one attempt after the other, or hedged.
 *
 * <p>Implementations are immutable. Converting one to a {@link RetryPolicy} and back gives it again, but for attempts above
 * {@link #MOST_ATTEMPTS}.
 */
public sealed interface GrpcPolicy permits GrpcRetryPolicy, GrpcHedgingPolicy {

    /** The most attempts that gRPC makes of a call, unless a client raises its own limit: {@value}. */
    int MOST_ATTEMPTS = 5;

    /**
     * The number of attempts as it is written.
     *
     * @return the number, at least 2
     */
    int maxAttempts();

    /**
     * The number of attempts as it counts.
     *
     * @return the number, from 2 to 5: 4 if 4 is written, 5 if 9 is
     */
    default int effectiveMaxAttempts() {
        return Math.min(maxAttempts(), MOST_ATTEMPTS);
    }

    /**
     * Sets what this policy says, and nothing else: number and spacing of attempts, and which failures are retried.
     * What reads the statuses, and the server's pushback, stays to be set.
     *
     * @param builder the builder whose options are replaced
     */
    void applyTo(RetryPolicy.Builder builder);

    /**
     * The policy that does the same around a method: as {@link #applyTo} over all defaults, with {@link GrpcPushback} up
     * to {@link RetryPolicy#DEFAULT_SERVER_DELAY_MAX}; a pushback that is longer, which gRPC would wait for, ends the
     * call. Its retrier needs {@link GrpcStatusSource}.
     *
     * @return a new policy
     */
    default RetryPolicy toRetryPolicy() {
        RetryPolicy.Builder builder =
                RetryPolicy.builder().serverDelay(new GrpcPushback(), RetryPolicy.DEFAULT_SERVER_DELAY_MAX);
        applyTo(builder);
        return builder.build();
    }

    /**
     * The service config's way to say what a policy says.
     *
     * <p>Pushback, causes, interrupts and nested retriers are no matter of a service config: what the policy says of them
     * is left aside. A channel heeds pushback of any length.
     *
     * @param policy a policy that retries on gRPC statuses only, at least 2 attempts, with
     *     {@link dev.retrykit.backoff.Backoff#grpc} or hedging, and without time limits or conditions on results
     * @return a hedging policy if the policy hedges, else a retry policy
     * @throws IllegalArgumentException if the policy says what no service config can say
     */
    static GrpcPolicy of(RetryPolicy policy) {
        return PolicyTranslation.of(policy);
    }
}
