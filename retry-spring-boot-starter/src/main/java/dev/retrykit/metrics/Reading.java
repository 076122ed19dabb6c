package dev.retrykit.metrics;

import dev.retrykit.Retrier;
import dev.retrykit.RetryStatistics;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.event.AttemptOutcome;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.FallbackOutcome;
import dev.retrykit.event.HedgeOutcome;
import dev.retrykit.event.StopReason;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * One value that a meter shows of a retrier: the tags that tell it from the meter's other values, and how to read it.
 *
 * @param tags the tags beside the one that names the retrier or the budget
 * @param value reads the value
 */
record Reading(Tags tags, ToDoubleFunction<Retrier> value) {

    static List<Reading> calls() {
        List<Reading> readings = new ArrayList<>();
        for (CallOutcome outcome : CallOutcome.values()) {
            for (boolean retried : new boolean[] {true, false}) {
                readings.add(new Reading(
                        Tags.of("outcome", outcome.code(), "retried", String.valueOf(retried)),
                        retrier -> retrier.statistics().calls(outcome, retried)));
            }
        }
        return List.copyOf(readings);
    }

    static List<Reading> callsByAttempts() {
        return IntStream.rangeClosed(1, RetryStatistics.MANY_ATTEMPTS)
                .mapToObj(attempts -> new Reading(
                        Tags.of("attempts", attempts < RetryStatistics.MANY_ATTEMPTS ? "" + attempts : attempts + "+"),
                        retrier -> retrier.statistics().callsByAttempts(attempts)))
                .toList();
    }

    static List<Reading> attempts() {
        return Arrays.stream(AttemptOutcome.values())
                .map(outcome -> new Reading(
                        Tags.of("outcome", outcome.code()),
                        retrier -> retrier.statistics().attempts(outcome)))
                .toList();
    }

    static List<Reading> ended(boolean exhausted) {
        return Arrays.stream(StopReason.values())
                .filter(reason -> reason.exhausted() == exhausted)
                .map(reason -> new Reading(
                        Tags.of("reason", reason.code()),
                        retrier -> retrier.statistics().ended(reason)))
                .toList();
    }

    static List<Reading> fallbacks() {
        return Arrays.stream(FallbackOutcome.values())
                .map(outcome -> new Reading(
                        Tags.of("outcome", outcome.code()),
                        retrier -> retrier.statistics().fallbacks(outcome)))
                .toList();
    }

    static List<Reading> hedges() {
        return Arrays.stream(HedgeOutcome.values())
                .map(outcome -> new Reading(
                        Tags.of("outcome", outcome.code()),
                        retrier -> retrier.statistics().hedges(outcome)))
                .toList();
    }

    /** Tokens of a budget; no number while it has no limit, as one that can be switched off. */
    static List<Reading> tokens(ToLongFunction<RetryBudget> tokens) {
        return single(retrier -> {
            long count = tokens.applyAsLong(retrier.budget());
            return count == Long.MAX_VALUE ? Double.NaN : (double) count;
        });
    }

    static List<Reading> single(ToDoubleFunction<Retrier> value) {
        return List.of(new Reading(Tags.empty(), value));
    }
}
