package dev.retrykit.endpoint;

import dev.retrykit.Retrier;
import dev.retrykit.RetryStatistics;
import dev.retrykit.event.AttemptOutcome;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.FallbackOutcome;
import dev.retrykit.event.HedgeOutcome;
import dev.retrykit.event.StopReason;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an instance has counted since the application started, and its state now. Each number is read by itself: while
 * calls go on, sums may be a few apart.
 *
 * @param on false if calls are passed through without retries
 * @param calls calls that have ended
 * @param firstTrySuccess calls that succeeded without a retry
 * @param afterRetrySuccess calls that succeeded after one retry or more
 * @param exhausted calls that were given up although their last outcome was one to retry, by reason
 * @param failed calls with nothing to retry, or nobody left to retry for, by reason
 * @param attempts attempts that have ended, by outcome
 * @param retries attempts after the first that have begun
 * @param hedges attempts that hedged calls were to send after their first, by outcome
 * @param fallbacks fallbacks that answered in place of a failure, by outcome
 * @param retrying calls that have failed at least once and have not ended now
 * @param waiting calls that wait for their next attempt now
 * @param budget what is left of the budget now
 */
public record RetryCounts(
        boolean on,
        long calls,
        long firstTrySuccess,
        long afterRetrySuccess,
        Map<String, Long> exhausted,
        Map<String, Long> failed,
        Map<String, Long> attempts,
        long retries,
        Map<String, Long> hedges,
        Map<String, Long> fallbacks,
        long retrying,
        long waiting,
        BudgetFill budget) {

    static RetryCounts of(Retrier retrier) {
        RetryStatistics statistics = retrier.statistics();
        return new RetryCounts(
                retrier.isOn(),
                statistics.calls(),
                statistics.calls(CallOutcome.SUCCESS, false),
                statistics.calls(CallOutcome.SUCCESS, true),
                ended(statistics, true),
                ended(statistics, false),
                attempts(statistics),
                statistics.retries(),
                hedges(statistics),
                fallbacks(statistics),
                statistics.retrying(),
                statistics.waiting(),
                BudgetFill.of(retrier.budget()));
    }

    private static Map<String, Long> ended(RetryStatistics statistics, boolean exhausted) {
        Map<String, Long> byReason = new LinkedHashMap<>();
        Arrays.stream(StopReason.values())
                .filter(reason -> reason.exhausted() == exhausted)
                .forEach(reason -> byReason.put(reason.code(), statistics.ended(reason)));
        return Collections.unmodifiableMap(byReason);
    }

    private static Map<String, Long> hedges(RetryStatistics statistics) {
        Map<String, Long> byOutcome = new LinkedHashMap<>();
        for (HedgeOutcome outcome : HedgeOutcome.values()) {
            byOutcome.put(outcome.code(), statistics.hedges(outcome));
        }
        return Collections.unmodifiableMap(byOutcome);
    }

    private static Map<String, Long> fallbacks(RetryStatistics statistics) {
        Map<String, Long> byOutcome = new LinkedHashMap<>();
        for (FallbackOutcome outcome : FallbackOutcome.values()) {
            byOutcome.put(outcome.code(), statistics.fallbacks(outcome));
        }
        return Collections.unmodifiableMap(byOutcome);
    }

    private static Map<String, Long> attempts(RetryStatistics statistics) {
        Map<String, Long> byOutcome = new LinkedHashMap<>();
        for (AttemptOutcome outcome : AttemptOutcome.values()) {
            byOutcome.put(outcome.code(), statistics.attempts(outcome));
        }
        return Collections.unmodifiableMap(byOutcome);
    }
}
