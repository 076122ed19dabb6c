package dev.retrykit;

import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.StatusSource;
import dev.retrykit.time.Alarm;
import dev.retrykit.time.Sleeper;
import dev.retrykit.time.Ticker;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What a retrier is made of for all its life, whatever its policy becomes. */
record Wiring(
        String name,
        RetryBudget budget,
        Reporter reporter,
        Scopes scopes,
        List<StatusSource> statusSources,
        ResultStatuses resultStatuses,
        List<FailureCondition> conditions,
        Ticker ticker,
        Sleeper sleeper,
        Alarm alarm,
        RandomGenerator random,
        Executor executor,
        Gate gate) {}
