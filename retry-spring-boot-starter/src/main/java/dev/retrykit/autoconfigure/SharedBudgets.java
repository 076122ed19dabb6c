package dev.retrykit.autoconfigure;

import dev.retrykit.budget.RetryBudget;
import dev.retrykit.grpc.GrpcRetryThrottling;
import dev.retrykit.time.Ticker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The one budget of each name, made when the first retrier asks for it. Thread-safe. */
final class SharedBudgets {

    private final Map<String, Made> made = new ConcurrentHashMap<>();
    private final Map<GrpcRetryThrottling, RetryBudget> throttles = new ConcurrentHashMap<>();
    private volatile Budgets budgets;
    private final Ticker ticker;

    SharedBudgets(Budgets budgets, Ticker ticker) {
        this.budgets = budgets;
        this.ticker = ticker;
    }

    /** The budget of an instance of its own, where that is not the one that every retrier has. */
    Optional<RetryBudget> own() {
        return budgets.own(ticker);
    }

    /** The one budget that throttles the retries of a gRPC service config. */
    RetryBudget throttle(GrpcRetryThrottling throttling) {
        return throttles.computeIfAbsent(throttling, GrpcRetryThrottling::newBudget);
    }

    /**
     * Makes budgets that do not exist yet as this says.
     *
     * @return those that exist and would be others now, by the names of their properties
     */
    List<String> replaceBy(Budgets others) {
        budgets = others;
        return made.entrySet().stream()
                .filter(entry -> !entry.getValue().from().areAlike(entry.getKey(), others))
                .map(entry -> "retrykit.budgets." + entry.getKey())
                .sorted()
                .toList();
    }

    RetryBudget budget(String name) {
        return made.computeIfAbsent(name, it -> make(it, budgets)).budget();
    }

    private Made make(String name, Budgets from) {
        return new Made(from.make(name, ticker), from);
    }

    /** A budget, and what said how to make it. */
    private record Made(RetryBudget budget, Budgets from) {}
}
