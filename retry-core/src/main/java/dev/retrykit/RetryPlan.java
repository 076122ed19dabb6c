package dev.retrykit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a policy will do with a call whose every attempt fails, without calling anything: when attempts start, how long
 * each may take, how long it all takes at worst, and what is odd about it.
 *
 * <p>Attempts are taken to fail at once, except where their time limit says how long they can take: the earliest and the
 * nominal start suppose that failures take no time, the latest that every attempt uses its limit up. No failure is taken to
 * be throttled: after one, a budget may want a longer delay ({@link dev.retrykit.budget.RetryBudget#minimumDelay}), and the
 * plan of a {@linkplain Retrier#plan() retrier} warns where that cannot fit. Immutable.
 *
 * <p>Exponential from 100 ms, doubling, full jitter, 3 attempts: starts at 0; 0 to 100 ms, nominally at 100 ms; 0 to
 * 300 ms, nominally at 300 ms.
 *
 * @param attempts one row for each attempt, at most {@value #MAX_ROWS}
 * @param moreAttempts whether further attempts would follow the last row
 * @param worstTotal the longest that a call can take, if anything limits its attempts; without such a limit the sum of
 *     the longest waits alone
 * @param warnings what is odd about the policy, in words
 */
public record RetryPlan(List<Row> attempts, boolean moreAttempts, Duration worstTotal, List<String> warnings) {

    /** How many attempts are shown at most: {@value}. */
    public static final int MAX_ROWS = 20;

    /**
     * Copies the lists.
     *
     * @param attempts one row for each attempt, at most {@value #MAX_ROWS}
     * @param moreAttempts whether further attempts would follow the last row
     * @param worstTotal the longest that a call can take, if anything limits its attempts; without such a limit the sum of
     *     the longest waits alone
     * @param warnings what is odd about the policy, in words
     */
    public RetryPlan {
        attempts = List.copyOf(attempts);
        warnings = List.copyOf(warnings);
    }

    /**
     * One attempt of the plan.
     *
     * @param attempt its number, from 1
     * @param earliest the earliest start, counted from the start of the call
     * @param nominal the start without jitter, the end of the total timeout at most
     * @param latest the latest start, the end of the total timeout at most
     * @param limit how long the attempt may take, cut to what is left of the call after its nominal start; empty if
     *     nothing limits it; zero if nominally the attempt does not start, but may with jitter
     */
    public record Row(int attempt, Duration earliest, Duration nominal, Duration latest, Optional<Duration> limit) {}

    /**
     * The plan of a policy.
     *
     * @param policy the policy
     * @return its plan
     */
    public static RetryPlan of(RetryPolicy policy) {
        return new Planner(policy, Duration.ZERO).plan();
    }

    /**
     * The plan as a table with one line for each attempt, for people.
     *
     * @return lines that end in a line feed
     */
    public String toTable() {
        return PlanTable.of(this);
    }
}
