package dev.retrykit.autoconfigure;

import dev.retrykit.budget.RetryBudget;
import dev.retrykit.grpc.GrpcRetryThrottling;
import dev.retrykit.time.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The one budget of each name, made when the first retrier asks for it. Thread-safe. */
final class SharedBudgets {

    private final Map<String, RetryBudget> made = new ConcurrentHashMap<>();
    private final Map<GrpcRetryThrottling, RetryBudget> throttles = new ConcurrentHashMap<>();
    private final Budgets budgets;
    private final Ticker ticker;

    SharedBudgets(Budgets budgets, Ticker ticker) {
        this.budgets = budgets;
        this.ticker = ticker;
    }

    /** The one budget that throttles the retries of a gRPC service config. */
    RetryBudget throttle(GrpcRetryThrottling throttling) {
        return throttles.computeIfAbsent(throttling, GrpcRetryThrottling::newBudget);
    }

    RetryBudget budget(String name) {
        return made.computeIfAbsent(name, it -> budgets.make(it, ticker));
    }
}
