package dev.retrykit.sample.live;

import dev.retrykit.Retrier;
import dev.retrykit.RetryStatistics;
import dev.retrykit.event.AttemptOutcome;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.StopReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * All figures of one retrier since the start, and its state now.
 *
 * @param name its name
 * @param on false if calls are passed through without retries
 * @param maxAttempts how many attempts a call can make; null if only time limits them
 * @param calls calls that have ended
 * @param attempts attempts that have ended
 * @param attemptsOfCalls attempts of the calls that have ended; a call of more than five counts as five
 * @param retries attempts after the first that have begun
 * @param firstTrySuccess calls that succeeded without a retry
 * @param afterRetrySuccess calls that succeeded after one retry or more
 * @param stopped calls that ended without success, by reason; reasons that never occurred are left out
 * @param waiting calls that wait for their next attempt now
 * @param budgetAvailable tokens that are left in the budget; null if it never refuses
 * @param budgetCapacity tokens that the budget holds at most; null if it never refuses
 * @param delays how many waits were of which length, by the columns of {@link DelayHistogram}
 */
record InstanceFigures(
        String name,
        boolean on,
        @Nullable Integer maxAttempts,
        long calls,
        long attempts,
        long attemptsOfCalls,
        long retries,
        long firstTrySuccess,
        long afterRetrySuccess,
        Map<String, Long> stopped,
        long waiting,
        @Nullable Long budgetAvailable,
        @Nullable Long budgetCapacity,
        List<Long> delays) {

    static InstanceFigures of(Retrier retrier, DelayHistogram delays) {
        RetryStatistics statistics = retrier.statistics();
        long available = retrier.budget().available();
        long capacity = retrier.budget().capacity();
        // Both, since the budget may be switched off between the two readings.
        boolean limited = available < Long.MAX_VALUE && capacity < Long.MAX_VALUE;
        return new InstanceFigures(
                retrier.name(),
                retrier.isOn(),
                maxAttempts(retrier),
                statistics.calls(),
                attempts(statistics),
                attemptsOfCalls(statistics),
                statistics.retries(),
                statistics.calls(CallOutcome.SUCCESS, false),
                statistics.calls(CallOutcome.SUCCESS, true),
                stopped(statistics),
                statistics.waiting(),
                limited ? available : null,
                limited ? capacity : null,
                delays.counts());
    }

    private static @Nullable Integer maxAttempts(Retrier retrier) {
        OptionalInt most = retrier.policy().maxAttempts();
        return most.isPresent() ? most.getAsInt() : null;
    }

    private static long attempts(RetryStatistics statistics) {
        long sum = 0;
        for (AttemptOutcome outcome : AttemptOutcome.values()) {
            sum += statistics.attempts(outcome);
        }
        return sum;
    }

    private static long attemptsOfCalls(RetryStatistics statistics) {
        long sum = 0;
        for (int attempts = 1; attempts <= RetryStatistics.MANY_ATTEMPTS; attempts++) {
            sum += attempts * statistics.callsByAttempts(attempts);
        }
        return sum;
    }

    private static Map<String, Long> stopped(RetryStatistics statistics) {
        Map<String, Long> byReason = new LinkedHashMap<>();
        for (StopReason reason : StopReason.values()) {
            long calls = statistics.ended(reason);
            if (calls > 0) {
                byReason.put(reason.code(), calls);
            }
        }
        return byReason;
    }
}
