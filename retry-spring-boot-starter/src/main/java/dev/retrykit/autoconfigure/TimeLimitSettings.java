package dev.retrykit.autoconfigure;

import dev.retrykit.AttemptTimeout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an attempt may take, and how that grows: three keys that make one value. */
final class TimeLimitSettings {

    private static final String LIMIT = "attempt-timeout";
    private static final String MULTIPLIER = "attempt-timeout-multiplier";
    private static final String MAX = "attempt-timeout-max";

    private TimeLimitSettings() {}

    static void apply(PolicyDraft draft) {
        Chosen<Duration> limit = draft.layers().highest(LIMIT, PolicyProperties::attemptTimeout, null);
        Chosen<Double> multiplier =
                draft.layers().highest(MULTIPLIER, PolicyProperties::attemptTimeoutMultiplier, null);
        Chosen<Duration> max = draft.layers().highest(MAX, PolicyProperties::attemptTimeoutMax, null);
        draft.show(limit);
        draft.show(multiplier);
        draft.show(max);
        Duration initial = limit.value();
        if (initial == null) {
            refuseWithoutLimit(draft, multiplier);
            refuseWithoutLimit(draft, max);
            return;
        }
        Duration longest = max.value();
        if (longest != null && longest.compareTo(initial) < 0 && max.written() != null) {
            draft.problems().add(Problem.rule(max.written(), "not be shorter than attempt-timeout (" + initial + ")"));
            return;
        }
        draft.builder().attemptTimeout(timeout(initial, multiplier.value(), longest));
    }

    private static AttemptTimeout timeout(Duration initial, @Nullable Double multiplier, @Nullable Duration max) {
        if (multiplier == null) {
            return AttemptTimeout.fixed(initial);
        }
        // Without a bound of its own only the total timeout bounds the growth.
        return AttemptTimeout.growing(initial, multiplier, max == null ? Duration.ofSeconds(Long.MAX_VALUE) : max);
    }

    private static void refuseWithoutLimit(PolicyDraft draft, Chosen<?> chosen) {
        if (chosen.written() != null) {
            draft.problems().add(Problem.rule(chosen.written(), "be written only where attempt-timeout is set too"));
        }
    }
}
