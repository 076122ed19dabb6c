package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How many attempts, and how long: the two limits that depend on each other. */
final class AttemptSettings {

    static final String UNLIMITED = "unlimited";

    private AttemptSettings() {}

    static void apply(PolicyDraft draft) {
        Chosen<String> attempts = draft.layers()
                .highest(
                        "max-attempts",
                        PolicyProperties::maxAttempts,
                        Integer.toString(RetryPolicy.DEFAULT_MAX_ATTEMPTS));
        Chosen<Duration> timeout = draft.layers().highest("total-timeout", PolicyProperties::totalTimeout, null);
        draft.show(new Chosen<>(attempts.key(), shown(attempts.value()), attempts.written()));
        draft.show(timeout);
        if (timeout.value() != null) {
            draft.builder().totalTimeout(timeout.value());
        }
        String text = attempts.value();
        if (UNLIMITED.equals(text)) {
            if (timeout.value() == null && attempts.written() != null) {
                draft.problems().add(Problem.rule(attempts.written(), "be a number where total-timeout is not set"));
            } else {
                draft.builder().unlimitedAttempts();
            }
        } else if (text != null) {
            count(text).ifPresent(draft.builder()::maxAttempts);
        }
    }

    static boolean areUnlimited(PolicyDraft draft) {
        return UNLIMITED.equals(draft.layers()
                .highest("max-attempts", PolicyProperties::maxAttempts, null)
                .value());
    }

    private static Object shown(@Nullable String text) {
        OptionalInt count = text == null ? OptionalInt.empty() : count(text);
        return count.isPresent() ? (Object) count.getAsInt() : UNLIMITED;
    }

    /** The number, if it is one from 1. */
    static OptionalInt count(String text) {
        try {
            int count = Integer.parseInt(text.trim());
            return count >= 1 ? OptionalInt.of(count) : OptionalInt.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }
}
