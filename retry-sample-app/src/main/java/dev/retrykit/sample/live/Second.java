package dev.retrykit.sample.live;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one retrier between two ticks.
 *
 * @param calls calls that ended
 * @param attempts attempts that ended
 * @param attemptsOfCalls attempts of the calls that ended, whenever they were made: by {@code calls}, the amplification
 * @param firstTrySuccess calls that succeeded without a retry
 * @param afterRetrySuccess calls that succeeded after one retry or more
 * @param stopped calls that ended without success, by reason; reasons that did not occur are left out
 * @param waiting calls that waited at its end
 * @param budgetAvailable tokens that were left at its end; null without a budget
 * @param budgetCapacity tokens that the budget held at most; null without a budget
 */
record Second(
        long calls,
        long attempts,
        long attemptsOfCalls,
        long firstTrySuccess,
        long afterRetrySuccess,
        Map<String, Long> stopped,
        long waiting,
        @Nullable Long budgetAvailable,
        @Nullable Long budgetCapacity) {

    static Second between(InstanceFigures before, InstanceFigures after) {
        return new Second(
                after.calls() - before.calls(),
                after.attempts() - before.attempts(),
                after.attemptsOfCalls() - before.attemptsOfCalls(),
                after.firstTrySuccess() - before.firstTrySuccess(),
                after.afterRetrySuccess() - before.afterRetrySuccess(),
                growth(before.stopped(), after.stopped()),
                after.waiting(),
                after.budgetAvailable(),
                after.budgetCapacity());
    }

    private static Map<String, Long> growth(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> growth = new LinkedHashMap<>();
        after.forEach((reason, calls) -> {
            long more = calls - before.getOrDefault(reason, 0L);
            if (more > 0) {
                growth.put(reason, more);
            }
        });
        return growth;
    }
}
