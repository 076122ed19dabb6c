package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of a policy, in the order in which they are shown; a new one is a line here. */
final class PolicySettings {

    private static final List<Consumer<PolicyDraft>> ALL = List.of(
            setting("enabled", PolicyProperties::enabled, true, (builder, enabled) -> {}),
            AttemptSettings::apply,
            BackoffSettings::apply,
            setting(
                    "backoff.first-retry-immediate",
                    level -> level.backoff().firstRetryImmediate(),
                    false,
                    RetryPolicy.Builder::firstRetryImmediate),
            ConditionSettings::apply,
            setting("match-causes", PolicyProperties::matchCauses, true, RetryPolicy.Builder::matchCauses),
            setting("budget", PolicyProperties::budget, BudgetChoice.OWN, (builder, budget) -> {}));

    private PolicySettings() {}

    static void applyTo(PolicyDraft draft) {
        ALL.forEach(setting -> setting.accept(draft));
    }

    private static <T> Consumer<PolicyDraft> setting(
            String key,
            Function<PolicyProperties, @Nullable T> reader,
            T builtIn,
            BiConsumer<RetryPolicy.Builder, T> option) {
        return draft -> {
            Chosen<T> chosen = draft.layers().highest(key, reader, builtIn);
            draft.show(chosen);
            if (chosen.value() != null) {
                option.accept(draft.builder(), chosen.value());
            }
        };
    }
}
