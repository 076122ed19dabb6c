package dev.retrykit.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureKind;

/** Asks a budget for retries after ordinary failures. */
final class Retries {

    private Retries() {}

    static boolean allowed(RetryBudget budget) {
        return budget.tryAcquire(FailureKind.TRANSIENT) != null;
    }

    static Permit take(RetryBudget budget) {
        return take(budget, FailureKind.TRANSIENT);
    }

    static Permit take(RetryBudget budget, FailureKind kind) {
        Permit permit = budget.tryAcquire(kind);
        assertThat(permit).as("permit for a retry").isNotNull();
        return permit;
    }

    /** Takes retries until one is refused. */
    static long takeAll(RetryBudget budget) {
        long taken = 0;
        while (allowed(budget)) {
            taken++;
        }
        return taken;
    }

    static void succeed(RetryBudget budget, int calls) {
        for (int call = 0; call < calls; call++) {
            budget.onSuccess(null);
        }
    }
}
