package dev.retrykit.endpoint;

import dev.retrykit.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a policy that no configuration knows, because the application registered it itself. */
final class RegisteredPolicy {

    private static final String ORIGIN = "registered by the application";

    private final List<EffectiveValue> values = new ArrayList<>();

    private RegisteredPolicy() {}

    static List<EffectiveValue> valuesOf(RetryPolicy policy) {
        RegisteredPolicy registered = new RegisteredPolicy();
        registered.add(
                "max-attempts",
                policy.maxAttempts().isPresent() ? policy.maxAttempts().getAsInt() : "unlimited");
        registered.add("total-timeout", policy.totalTimeout().orElse(null));
        registered.add("attempt-timeout", policy.attemptTimeout().orElse(null));
        registered.add("interrupt-attempts", policy.interruptAttempts());
        registered.add("backoff", policy.backoff());
        registered.add("backoff.first-retry-immediate", policy.firstRetryImmediate());
        registered.add("retry-on", policy.retryOn());
        registered.add("match-causes", policy.matchCauses());
        registered.add("on-unacceptable-result", policy.onUnacceptableResult().orElse(null));
        registered.add("server-delay.max", policy.serverDelay().isPresent() ? policy.serverDelayMax() : null);
        registered.add("hedging", policy.hedging().orElse(null));
        registered.add("nested", policy.nested());
        return List.copyOf(registered.values);
    }

    private void add(String property, @Nullable Object value) {
        values.add(new EffectiveValue(property, value, ORIGIN));
    }
}
