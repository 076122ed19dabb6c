package dev.retrykit.endpoint;

import dev.retrykit.budget.RetryBudget;
import org.jspecify.annotations.Nullable;

/**
 * How full the budget of an instance is.
 *
 * @param limited false if the budget never refuses; the tokens are absent then
 * @param available whole tokens that are left
 * @param capacity whole tokens that it holds at most
 */
public record BudgetFill(
        boolean limited, @Nullable Long available, @Nullable Long capacity) {

    static BudgetFill of(RetryBudget budget) {
        long available = budget.available();
        long capacity = budget.capacity();
        // Both, since a budget may lose its limit between the two readings.
        boolean limited = available < Long.MAX_VALUE && capacity < Long.MAX_VALUE;
        return limited ? new BudgetFill(true, available, capacity) : new BudgetFill(false, null, null);
    }
}
