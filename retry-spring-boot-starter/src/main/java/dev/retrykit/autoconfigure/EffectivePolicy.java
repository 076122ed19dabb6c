package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import dev.retrykit.aop.RetryDeclaration;
import dev.retrykit.endpoint.EffectiveValue;
import dev.retrykit.grpc.GrpcRetryThrottling;
import java.util.Collection;
import java.util.List;
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

    static EffectivePolicy of(
            String name,
            Layers layers,
            Collection<RetryDeclaration> methods,
            GrpcPolicies grpc,
            PolicyCustomizers customizers,
            Problems problems) {
        PolicyDraft draft = new PolicyDraft(name, layers, problems);
        PolicySettings.applyTo(draft);
        GrpcRetryThrottling throttling = grpc.applyTo(draft);
        WhenSettings.apply(draft, methods, customizers.conditions());
        RetryPolicy policy = customizers.customize(draft);
        boolean enabled = !Boolean.FALSE.equals(
                layers.highest("enabled", PolicyProperties::enabled, true).value());
        Chosen<String> budget = layers.highest("budget", PolicyProperties::budget, BudgetChoice.OWN);
        return new EffectivePolicy(
                name,
                enabled,
                policy,
                budget,
                budget.written() == null ? throttling : null,
                List.copyOf(draft.values()));
    }

    /** The word for the budget. */
    String budgetName() {
        return budget.value() == null ? BudgetChoice.OWN : budget.value();
    }
}
