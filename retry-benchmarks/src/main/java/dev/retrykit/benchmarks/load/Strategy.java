package dev.retrykit.benchmarks.load;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.testing.VirtualTime;
import dev.retrykit.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * One way to retry that is compared with others: how often, and under which budget.
 *
 * @param name what tables and plots call it
 * @param attempts the most attempts of a call
 * @param budget makes the budget of one client
 */
record Strategy(String name, int attempts, Function<Ticker, RetryBudget> budget) {

    static final int ATTEMPTS = 3;

    static final Strategy NO_RETRIES = new Strategy("no retries", 1, time -> RetryBudget.unlimited());
    static final Strategy NAIVE = new Strategy("no budget", ATTEMPTS, time -> RetryBudget.unlimited());
    static final Strategy STANDARD = quota("the default quota", Quota.standard());
    static final Strategy AWS = quota("quota 500 / 14 (AWS SDK)", Quota.of(500, 14));
    static final Strategy GRPC =
            new Strategy("throttle 10 / 0.1 (gRPC)", ATTEMPTS, time -> RetryBudget.throttle(10, 0.1));
    static final Strategy RATIO = ratio("ratio 0.2 + 10/s (Finagle)", 0.2, 10);
    static final Strategy SMALL_RATIO = ratio("ratio 0.05, nothing besides", 0.05, 0);

    /** A default that serves users better than the one there is. */
    static final Strategy PROPOSED = quota(
            "the proposed quota",
            new Quota(48, 8, 24, Duration.ofMinutes(1), Duration.ofMinutes(10), 3, Duration.ofSeconds(1)));

    /** All that retry, the one without a budget first. */
    static final List<Strategy> RETRYING = List.of(NAIVE, STANDARD, AWS, GRPC, RATIO, SMALL_RATIO);

    boolean hasBudget() {
        return this != NO_RETRIES && this != NAIVE;
    }

    /**
     * One client that retries this way, in virtual time.
     *
     * @param policy what the circumstances ask for, but for the number of attempts
     */
    Retrier client(String clientName, RetryPolicy.Builder policy, VirtualTime time) {
        return Retrier.builder(clientName)
                .policy(policy.maxAttempts(attempts).backoff(Backoff.none()).build())
                .budget(budget.apply(time))
                .ticker(time)
                .sleeper(time)
                .alarm(time)
                .executor(Runnable::run)
                .build();
    }

    static Strategy quota(String name, Quota quota) {
        return new Strategy(name, ATTEMPTS, time -> RetryBudget.quota(quota, time));
    }

    private static Strategy ratio(String name, double fraction, double minPerSecond) {
        return new Strategy(
                name, ATTEMPTS, time -> RetryBudget.ratio(fraction, minPerSecond, Duration.ofSeconds(10), time));
    }
}
