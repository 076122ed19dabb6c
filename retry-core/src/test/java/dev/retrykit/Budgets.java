package dev.retrykit;

import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;

/** Real budgets, full, on a clock that stands still. */
final class Budgets {

    private Budgets() {}

    /** 100 tokens; a retry costs 10, after a throttled failure 4. */
    static RetryBudget standardQuota() {
        return RetryBudget.quota(Quota.standard(), () -> 0);
    }
}
