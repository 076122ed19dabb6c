package dev.retrykit.endpoint;

import dev.retrykit.RetryPlan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the policy of an instance will do with a call whose every attempt fails. Times are ISO-8601 texts, counted from the
 * start of the call.
 *
 * @param attempts one row for each attempt, at most {@value RetryPlan#MAX_ROWS}
 * @param moreAttempts whether further attempts would follow the last row
 * @param worstTotal the longest that a call can take, if anything limits its attempts; else the sum of the longest waits
 * @param warnings what is odd about the policy
 */
public record RetryPlanView(List<Row> attempts, boolean moreAttempts, String worstTotal, List<String> warnings) {

    /**
     * One attempt.
     *
     * @param attempt its number, from 1
     * @param earliest its earliest start
     * @param nominal its start without jitter
     * @param latest its latest start
     * @param limit how long it may take; absent if nothing limits it
     */
    public record Row(
            int attempt,
            String earliest,
            String nominal,
            String latest,
            @Nullable String limit) {}

    static RetryPlanView of(RetryPlan plan) {
        return new RetryPlanView(
                plan.attempts().stream().map(RetryPlanView::row).toList(),
                plan.moreAttempts(),
                plan.worstTotal().toString(),
                plan.warnings());
    }

    private static Row row(RetryPlan.Row row) {
        return new Row(
                row.attempt(),
                row.earliest().toString(),
                row.nominal().toString(),
                row.latest().toString(),
                row.limit().map(Duration::toString).orElse(null));
    }
}
