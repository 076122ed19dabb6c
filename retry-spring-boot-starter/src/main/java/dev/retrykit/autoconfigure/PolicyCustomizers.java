package dev.retrykit.autoconfigure;

import dev.retrykit.Hedging;
import dev.retrykit.RetryPolicy;
import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.endpoint.EffectiveValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The beans that add to a policy what properties cannot say, and those that have the last word about it, in their order.
 *
 * @param serverDelays who reads the server's word; the first that finds one decides
 * @param beans the customizers by the names of their beans
 * @param conditions the beans that can be named as a condition
 */
record PolicyCustomizers(
        List<ServerDelay> serverDelays,
        List<Map.Entry<String, RetryPolicyCustomizer>> beans,
        ConditionBeans conditions) {

    /** What of a policy can be shown, with the keys that it stands for when a customizer changed it. */
    private static final List<Part> PARTS = List.of(
            new Part("max-attempts", List.of(), PolicyCustomizers::attempts),
            new Part("total-timeout", List.of(), policy -> policy.totalTimeout().orElse(null)),
            new Part(
                    "backoff",
                    List.of(
                            "backoff.strategy",
                            "backoff.delay",
                            "backoff.increment",
                            "backoff.multiplier",
                            "backoff.max-delay",
                            "backoff.jitter"),
                    RetryPolicy::backoff),
            new Part("backoff.first-retry-immediate", List.of(), RetryPolicy::firstRetryImmediate),
            new Part("retry-on", List.of("retry-on-status", "ignore", WhenSettings.KEY), RetryPolicy::retryOn),
            new Part("match-causes", List.of(), RetryPolicy::matchCauses),
            new Part(
                    "attempt-timeout",
                    List.of("attempt-timeout-multiplier", "attempt-timeout-max"),
                    policy -> policy.attemptTimeout().orElse(null)),
            new Part("interrupt-attempts", List.of(), RetryPolicy::interruptAttempts),
            new Part(
                    "on-unacceptable-result",
                    List.of(),
                    policy -> policy.onUnacceptableResult().map(Words::of).orElse(null)),
            new Part("retry-after-first-element", List.of(), RetryPolicy::retryAfterFirstElement),
            new Part("server-delay.max", List.of(), RetryPolicy::serverDelayMax),
            new Part(
                    "hedging.delay",
                    List.of(),
                    policy -> policy.hedging().map(Hedging::delay).orElse(null)),
            new Part("nested", List.of(), policy -> Words.of(policy.nested())));

    PolicyCustomizers {
        serverDelays = List.copyOf(serverDelays);
        beans = List.copyOf(beans);
    }

    /** The policy of the draft after all customizers; what one of them changes bears its name. */
    RetryPolicy customize(PolicyDraft draft) {
        Duration serverDelayMax = draft.serverDelayMax();
        if (!serverDelays.isEmpty() && serverDelayMax != null) {
            draft.builder().serverDelay(this::wordOf, serverDelayMax);
        }
        RetryPolicy policy = draft.builder().build();
        if (draft.problems().exist()) {
            return policy;
        }
        for (Map.Entry<String, RetryPolicyCustomizer> bean : beans) {
            RetryPolicy.Builder builder = policy.toBuilder();
            bean.getValue().customize(draft.name(), builder);
            RetryPolicy customized = built(builder, bean.getKey(), draft);
            if (customized != null) {
                show(policy, customized, "RetryPolicyCustomizer '" + bean.getKey() + "'", draft.values());
                policy = customized;
            }
        }
        return policy;
    }

    private @Nullable ServerWord wordOf(Object resultOrFailure) {
        for (ServerDelay source : serverDelays) {
            ServerWord word = source.wordOf(resultOrFailure);
            if (word != null) {
                return word;
            }
        }
        return null;
    }

    private static @Nullable RetryPolicy built(RetryPolicy.Builder builder, String bean, PolicyDraft draft) {
        try {
            return builder.build();
        } catch (IllegalArgumentException refused) {
            draft.problems()
                    .add(new Problem(
                            "RetryPolicyCustomizer '" + bean + "' makes a policy for '" + draft.name()
                                    + "' that cannot be: " + refused.getMessage(),
                            null,
                            "Correct the customizer."));
            return null;
        }
    }

    /** Shows what has changed, with the one who changed it as its origin. */
    static void show(RetryPolicy before, RetryPolicy after, String origin, List<EffectiveValue> values) {
        for (Part part : PARTS) {
            Object now = part.value().apply(after);
            if (!Objects.equals(part.value().apply(before), now)) {
                int at = part.removeFrom(values);
                values.add(at, new EffectiveValue(part.key(), now, origin));
            }
        }
    }

    private static Object attempts(RetryPolicy policy) {
        return policy.maxAttempts().isPresent() ? policy.maxAttempts().getAsInt() : AttemptSettings.UNLIMITED;
    }

    private record Part(String key, List<String> others, Function<RetryPolicy, @Nullable Object> value) {

        /** Takes the values out that this one stands for; where it goes. */
        int removeFrom(List<EffectiveValue> values) {
            List<String> replaced = new ArrayList<>(others);
            replaced.add(key);
            int at = values.size();
            for (int i = values.size() - 1; i >= 0; i--) {
                if (replaced.contains(values.get(i).property())) {
                    values.remove(i);
                    at = i;
                }
            }
            return at;
        }
    }
}
