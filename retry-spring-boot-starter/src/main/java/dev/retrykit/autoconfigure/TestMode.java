package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.endpoint.EffectiveValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code retrykit.test-mode} makes of a policy: the same attempts for the same failures, without waits.
 *
 * <p>A server that asks for a delay within bounds is retried at once; one that asks for more than
 * {@code server-delay.max}, or forbids retries, ends the call as ever.
 */
final class TestMode {

    private static final String ORIGIN = "retrykit.test-mode";

    private TestMode() {}

    static EffectivePolicy of(EffectivePolicy made) {
        RetryPolicy.Builder builder = made.policy().toBuilder().backoff(Backoff.none());
        Duration max = made.policy().serverDelayMax();
        made.policy().serverDelay().ifPresent(source -> builder.serverDelay(atOnce(source, max), max));
        RetryPolicy policy = builder.build();
        List<EffectiveValue> values = new ArrayList<>(made.values());
        PolicyCustomizers.show(made.policy(), policy, ORIGIN, values);
        boolean free = made.budget().written() == null;
        if (free) {
            values.replaceAll(value -> value.property().equals("budget")
                    ? new EffectiveValue(value.property(), BudgetChoice.NONE, ORIGIN)
                    : value);
        }
        return made.with(policy, free ? new Chosen<>("budget", BudgetChoice.NONE, null) : made.budget(), values);
    }

    private static ServerDelay atOnce(ServerDelay source, Duration max) {
        return resultOrFailure -> {
            ServerWord word = source.wordOf(resultOrFailure);
            return word == null ? null : atOnce(word, max);
        };
    }

    private static ServerWord atOnce(ServerWord word, Duration max) {
        if (word instanceof ServerWord.AtLeast atLeast && atLeast.delay().compareTo(max) <= 0) {
            return ServerWord.atLeast(Duration.ZERO);
        }
        if (word instanceof ServerWord.Exactly exactly && exactly.delay().compareTo(max) <= 0) {
            return ServerWord.exactly(Duration.ZERO);
        }
        return word;
    }
}
