package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import dev.retrykit.endpoint.EffectiveValue;
import dev.retrykit.grpc.GrpcRetryThrottling;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one instance is made of.
 *
 * @param name the name
 * @param enabled whether its calls are retried
 * @param policy the policy
 * @param budget {@code own}, {@code none} or the name of a shared budget, and where that was written
 * @param throttling what throttles retries instead, where the policy is from a gRPC service config and no budget was
 *     written; else null
 * @param values all values with their origins, in the order in which they are shown
 */
record EffectivePolicy(
        String name,
        boolean enabled,
        RetryPolicy policy,
        Chosen<String> budget,
        @Nullable GrpcRetryThrottling throttling,
        List<EffectiveValue> values) {

    private static final String BUDGET = "budget";

    static EffectivePolicy of(String name, Layers layers, PolicyMaking making, Problems problems) {
        PolicyDraft draft = new PolicyDraft(name, layers, problems, making.shared());
        PolicySettings.applyTo(draft);
        GrpcRetryThrottling throttling = making.grpc().applyTo(draft);
        WhenSettings.apply(draft, making.methodsOf(name), making.customizers().conditions());
        RetryPolicy policy = making.customizers().customize(draft);
        boolean enabled = !Boolean.FALSE.equals(
                layers.highest("enabled", PolicyProperties::enabled, true).value());
        if (enabled) {
            HedgedMethods.check(draft, policy, making.methodsOf(name));
        }
        Chosen<String> budget = layers.highest(BUDGET, PolicyProperties::budget, BudgetChoice.OWN);
        EffectivePolicy made = new EffectivePolicy(
                name,
                enabled,
                policy,
                budget,
                budget.written() == null ? throttling : null,
                List.copyOf(draft.values()));
        return making.testMode() && !problems.exist() ? TestMode.of(made) : made;
    }

    /** The same, where overridden values are shown with the origin of those beneath. */
    EffectivePolicy shownAbove(EffectivePolicy beneath, Level overrides) {
        return showing(values.stream()
                .map(value -> OverrideLevel.shown(value, overrides, beneath))
                .toList());
    }

    /** The same with the budget that a retrier has been made with, which is that of its whole life. */
    EffectivePolicy keepingBudgetOf(EffectivePolicy made) {
        List<EffectiveValue> kept = values.stream()
                .map(value -> value.property().equals(BUDGET) ? made.shownBudget() : value)
                .toList();
        return new EffectivePolicy(name, enabled, policy, made.budget, made.throttling, kept);
    }

    private EffectiveValue shownBudget() {
        return values.stream()
                .filter(value -> value.property().equals(BUDGET))
                .findFirst()
                .orElseGet(budget::effective);
    }

    private EffectivePolicy showing(List<EffectiveValue> others) {
        return new EffectivePolicy(name, enabled, policy, budget, throttling, others);
    }

    boolean hasBudgetOf(EffectivePolicy other) {
        return budgetName().equals(other.budgetName()) && Objects.equals(throttling, other.throttling);
    }

    /** The same with another policy and budget. */
    EffectivePolicy with(RetryPolicy otherPolicy, Chosen<String> otherBudget, List<EffectiveValue> shown) {
        return new EffectivePolicy(name, enabled, otherPolicy, otherBudget, null, List.copyOf(shown));
    }

    /** The word for the budget. */
    String budgetName() {
        return budget.value() == null ? BudgetChoice.OWN : budget.value();
    }
}
