package dev.retrykit.autoconfigure;

import dev.retrykit.AttemptScope;
import dev.retrykit.CallerContext;
import dev.retrykit.Retrier;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.StatusSource;
import dev.retrykit.event.RetryListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all retriers are made of beside their policies.
 *
 * @param statusSources who reads status codes
 * @param listeners who is told
 * @param scopes what surrounds attempts
 * @param callerContext what of the caller's thread attempts on other threads find, or null if nothing
 * @param customizers who has the last word
 */
record RetrierParts(
        List<StatusSource> statusSources,
        List<RetryListener> listeners,
        List<AttemptScope> scopes,
        @Nullable CallerContext callerContext,
        List<RetrierCustomizer> customizers) {

    RetrierParts {
        statusSources = List.copyOf(statusSources);
        listeners = List.copyOf(listeners);
        scopes = List.copyOf(scopes);
        customizers = List.copyOf(customizers);
    }

    Retrier.Builder apply(EffectivePolicy policy, SharedBudgets budgets, Retrier.Builder retrier) {
        retrier.policy(policy.policy())
                .statusSources(statusSources)
                .listeners(listeners)
                .scopes(scopes);
        if (callerContext != null) {
            retrier.callerContext(callerContext);
        }
        switch (policy.budgetName()) {
            case BudgetChoice.OWN -> {
                if (policy.throttling() != null) {
                    retrier.budget(budgets.throttle(policy.throttling()));
                } else {
                    budgets.own().ifPresent(retrier::budget);
                }
            }
            case BudgetChoice.NONE -> retrier.budget(RetryBudget.unlimited());
            default -> retrier.budget(budgets.budget(policy.budgetName()));
        }
        customizers.forEach(customizer -> customizer.customize(policy.name(), retrier));
        return retrier;
    }
}
