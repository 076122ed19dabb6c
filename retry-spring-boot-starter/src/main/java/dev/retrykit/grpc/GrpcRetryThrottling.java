package dev.retrykit.grpc;

import dev.retrykit.budget.RetryBudget;

/**
 * The {@code retryThrottling} of a service config: no retries while failures outweigh successes. Immutable.
 *
 * <p>10 tokens, ratio 0.1: a failure takes 1, a success adds 0.1, and retries stop at 5 tokens. Counts in thousandths: a
 * ratio of 0.251 adds 251 of them exactly, and further decimal places do not count.
 *
 * @param maxTokens the tokens at the start and at most, from 1 to 1000
 * @param tokenRatio what a success adds, at least 0.001 and finite
 */
public record GrpcRetryThrottling(int maxTokens, double tokenRatio) {

    /**
     * Checks both values.
     *
     * @param maxTokens the tokens at the start and at most, from 1 to 1000
     * @param tokenRatio what a success adds, at least 0.001 and finite
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public GrpcRetryThrottling {
        // The budget knows its bounds; asking it keeps them in one place.
        RetryBudget.throttle(maxTokens, tokenRatio);
    }

    /**
     * A full budget with these numbers, to be shared by all calls to one server name; see {@link GrpcBudgets}.
     *
     * @return a new budget
     */
    public RetryBudget newBudget() {
        return RetryBudget.throttle(maxTokens, tokenRatio);
    }
}
