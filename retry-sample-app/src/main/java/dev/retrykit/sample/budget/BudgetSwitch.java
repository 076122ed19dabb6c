package dev.retrykit.sample.budget;

import dev.retrykit.Retrier;
import dev.retrykit.autoconfigure.RetrierCustomizer;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.time.Ticker;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Gives the payments' retrier the default quota with a switch on it, which stands at first as the configuration says. An
 * application that means to keep its budget needs none of this: the starter gives each instance its own.
 */
@Component
public final class BudgetSwitch implements RetrierCustomizer {

    private static final String INSTANCE = "payments";
    private static final String NO_BUDGET = "none";

    private final SwitchedBudget budget;

    BudgetSwitch(@Value("${retrykit.instances.payments.budget:own}") String configured) {
        budget =
                new SwitchedBudget(RetryBudget.quota(Quota.standard(), Ticker.system()), !configured.equals(NO_BUDGET));
    }

    @Override
    public void customize(String name, Retrier.Builder retrier) {
        if (name.equals(INSTANCE)) {
            retrier.budget(budget);
        }
    }

    /** Whether retries of payments have to be paid for. */
    public boolean isOn() {
        return budget.isOn();
    }

    /** Has retries of payments paid for from now on, or lets them all pass. */
    public void turn(boolean on) {
        budget.turn(on);
    }
}
