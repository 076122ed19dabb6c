package dev.retrykit.autoconfigure;

import dev.retrykit.Hedging;
import dev.retrykit.Nested;
import dev.retrykit.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of a policy, in the order in which they are shown; a new one is a line here. */
final class PolicySettings {

    private static final String SERVER_DELAY_MAX = "server-delay.max";
    private static final String HEDGING_DELAY = "hedging.delay";

    private static final List<Consumer<PolicyDraft>> ALL = List.of(
            setting("enabled", PolicyProperties::enabled, true, (builder, enabled) -> {}),
            AttemptSettings::apply,
            TimeLimitSettings::apply,
            setting(
                    "interrupt-attempts",
                    PolicyProperties::interruptAttempts,
                    true,
                    RetryPolicy.Builder::interruptAttempts),
            BackoffSettings::apply,
            setting(
                    "backoff.first-retry-immediate",
                    level -> level.backoff().firstRetryImmediate(),
                    false,
                    RetryPolicy.Builder::firstRetryImmediate),
            ConditionSettings::apply,
            setting("match-causes", PolicyProperties::matchCauses, true, RetryPolicy.Builder::matchCauses),
            setting(
                    "retry-on-null-result",
                    PolicyProperties::retryOnNullResult,
                    false,
                    (builder, yes) -> retryOnNull(builder, yes)),
            setting(
                    "on-unacceptable-result",
                    PolicyProperties::onUnacceptableResult,
                    null,
                    (builder, word) -> Words.resultOutcome(word).ifPresent(builder::onUnacceptableResult)),
            setting(
                    "retry-after-first-element",
                    PolicyProperties::retryAfterFirstElement,
                    false,
                    RetryPolicy.Builder::retryAfterFirstElement),
            PolicySettings::serverDelayMax,
            setting(
                    "nested",
                    PolicyProperties::nested,
                    Words.of(Nested.ONCE),
                    (builder, word) -> Words.nested(word).ifPresent(builder::nested)),
            PolicySettings::hedging,
            setting("budget", PolicyProperties::budget, BudgetChoice.OWN, (builder, budget) -> {}));

    private PolicySettings() {}

    private static void retryOnNull(RetryPolicy.Builder builder, boolean yes) {
        if (yes) {
            builder.retryOnNullResult();
        }
    }

    /** Attempts that overlap must be counted, and either may be inherited. */
    private static void hedging(PolicyDraft draft) {
        Chosen<Duration> delay =
                draft.layers().highest(HEDGING_DELAY, level -> level.hedging().delay(), null);
        draft.show(delay);
        Duration value = delay.value();
        if (value == null) {
            return;
        }
        if (delay.written() != null && AttemptSettings.areUnlimited(draft)) {
            draft.problems()
                    .add(Problem.rule(
                            delay.written(),
                            "be written only where max-attempts is a number",
                            "Write a number of attempts for '" + draft.name() + "', or remove the delay."));
        } else {
            draft.builder().hedging(new Hedging(value));
        }
    }

    /** Kept in the draft, since what reads the server's word is only known to beans. */
    private static void serverDelayMax(PolicyDraft draft) {
        Chosen<Duration> max = heedsServers(draft.layers())
                ? draft.layers()
                        .highest(
                                SERVER_DELAY_MAX,
                                level -> level.serverDelay().max(),
                                RetryPolicy.DEFAULT_SERVER_DELAY_MAX)
                : new Chosen<>(SERVER_DELAY_MAX, null, null);
        draft.show(max);
        draft.serverDelayMax(max.value());
    }

    /** What Spring's annotation says holds whatever a server asks for, unless the instance says how long that may be. */
    private static boolean heedsServers(Layers layers) {
        return layers.adopted() == null
                || layers.isWrittenAboveAdopted(level -> level.serverDelay().max());
    }

    static void applyTo(PolicyDraft draft) {
        ALL.forEach(setting -> setting.accept(draft));
    }

    private static <T> Consumer<PolicyDraft> setting(
            String key,
            Function<PolicyProperties, @Nullable T> reader,
            @Nullable T builtIn,
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
