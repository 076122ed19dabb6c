package dev.retrykit;

import dev.retrykit.event.AttemptOutcome;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.StopReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All counts of a retrier at a moment; as text only those that are not zero, in a fixed order.
 *
 * <p>{@code exhausted(retried) 1, failure 3, retries 2, max-attempts 1} for a call that gave up after three attempts.
 */
record Counts(Map<String, Long> values) {

    static Counts of(RetryStatistics statistics) {
        Map<String, Long> all = new LinkedHashMap<>();
        for (CallOutcome outcome : CallOutcome.values()) {
            all.put(outcome.code(), statistics.calls(outcome, false));
            all.put(outcome.code() + "(retried)", statistics.calls(outcome, true));
        }
        for (AttemptOutcome outcome : AttemptOutcome.values()) {
            // A successful attempt is a successful call and needs no second name.
            if (outcome != AttemptOutcome.SUCCESS) {
                all.put(outcome.code(), statistics.attempts(outcome));
            }
        }
        all.put("retries", statistics.retries());
        for (StopReason reason : StopReason.values()) {
            all.put(reason.code(), statistics.ended(reason));
        }
        all.put("listener-failures", statistics.listenerFailures());
        return new Counts(all);
    }

    Counts since(Counts earlier) {
        Map<String, Long> difference = new LinkedHashMap<>();
        values.forEach((name, value) -> difference.put(name, value - earlier.values.getOrDefault(name, 0L)));
        return new Counts(difference);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
