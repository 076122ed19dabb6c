package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import dev.retrykit.endpoint.EffectiveValue;
import java.util.List;

/**
 * What one instance is made of.
 *
 * @param name the name
 * @param enabled whether its calls are retried
 * @param policy the policy
 * @param budget {@code own}, {@code none} or the name of a shared budget, and where that was written
 * @param values all values with their origins, in the order in which they are shown
 */
record EffectivePolicy(
        String name, boolean enabled, RetryPolicy policy, Chosen<String> budget, List<EffectiveValue> values) {

    static EffectivePolicy of(String name, Layers layers, PolicyCustomizers customizers, Problems problems) {
        PolicyDraft draft = new PolicyDraft(name, layers, problems);
        PolicySettings.applyTo(draft);
        RetryPolicy policy = customizers.customize(draft);
        boolean enabled = !Boolean.FALSE.equals(
                layers.highest("enabled", PolicyProperties::enabled, true).value());
        Chosen<String> budget = layers.highest("budget", PolicyProperties::budget, BudgetChoice.OWN);
        return new EffectivePolicy(name, enabled, policy, budget, List.copyOf(draft.values()));
    }

    /** The word for the budget. */
    String budgetName() {
        return budget.value() == null ? BudgetChoice.OWN : budget.value();
    }
}
