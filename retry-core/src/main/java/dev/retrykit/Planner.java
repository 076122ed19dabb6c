package dev.retrykit;

import dev.retrykit.backoff.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Goes through the attempts of a policy three times at once: with the shortest, the nominal and the longest delays. */
final class Planner {

    /** Generators whose every draw is the lowest or the highest: {@code nextDouble()} takes its bits from {@code nextLong()}. */
    private static final RandomGenerator LOWEST = () -> 0L;

    private static final RandomGenerator HIGHEST = () -> -1L;

    private final RetryPolicy policy;
    private final Duration throttledDelay;
    private final @Nullable AttemptTimeout attemptTimeout;
    private final long totalNanos;
    private final List<RetryPlan.Row> rows = new ArrayList<>();

    private long earliest;
    private long nominal;
    private long latest;
    private Duration lowDrawn = Duration.ZERO;
    private Duration highDrawn = Duration.ZERO;
    private @Nullable Duration nominalLimit;
    private @Nullable Duration latestLimit;

    /** The least delay after a throttled failure is not in the rows, but may be worth a warning. */
    Planner(RetryPolicy policy, Duration throttledDelay) {
        this.policy = policy;
        this.throttledDelay = throttledDelay;
        this.attemptTimeout = policy.attemptTimeout().orElse(null);
        this.totalNanos = policy.totalTimeout().map(Nanos::of).orElse(Nanos.FOREVER);
    }

    RetryPlan plan() {
        int attempt = 1;
        addRow(attempt);
        while (attempt < policy.attemptLimit() && rows.size() < RetryPlan.MAX_ROWS && movesOn(attempt)) {
            attempt++;
            addRow(attempt);
        }
        boolean more = attempt < policy.attemptLimit() && rows.size() == RetryPlan.MAX_ROWS;
        long worst = Math.min(Nanos.sum(latest, latestLimit == null ? 0 : Nanos.of(latestLimit)), totalNanos);
        return new RetryPlan(rows, more, Nanos.toDuration(worst), PlanWarnings.of(policy, attempt, throttledDelay));
    }

    private void addRow(int attempt) {
        nominalLimit = limit(nominalLimit, nominal);
        latestLimit = limit(latestLimit, latest);
        rows.add(new RetryPlan.Row(
                attempt,
                Nanos.toDuration(earliest),
                Nanos.toDuration(nominal),
                Nanos.toDuration(latest),
                Optional.ofNullable(nominalLimit)));
    }

    /** Moves on to the next attempt; false if it cannot start inside the total timeout even at its earliest. */
    private boolean movesOn(int retry) {
        long[] delays = policy.hedging().map(hedging -> hedgingDelays(hedging)).orElseGet(() -> delays(retry));
        long soonest = Nanos.sum(earliest, delays[0]);
        if (policy.totalTimeout().isPresent() && soonest >= totalNanos) {
            return false;
        }
        boolean overlaps = policy.hedging().isPresent();
        long attemptTime = latestLimit == null || overlaps ? 0 : Nanos.of(latestLimit);
        earliest = soonest;
        nominal = Math.min(Nanos.sum(nominal, delays[1]), totalNanos);
        latest = Math.min(Nanos.sum(Nanos.sum(latest, attemptTime), delays[2]), totalNanos);
        return true;
    }

    private static long[] hedgingDelays(Hedging hedging) {
        long delay = Nanos.of(hedging.delay());
        return new long[] {0, delay, delay};
    }

    private long[] delays(int retry) {
        if (retry == 1 && policy.firstRetryImmediate()) {
            return new long[] {0, 0, 0};
        }
        Backoff backoff = policy.backoff();
        lowDrawn = backoff.delayBefore(retry, lowDrawn, LOWEST);
        highDrawn = backoff.delayBefore(retry, highDrawn, HIGHEST);
        return new long[] {Nanos.of(lowDrawn), Nanos.of(backoff.nominalBefore(retry)), Nanos.of(highDrawn)};
    }

    private @Nullable Duration limit(@Nullable Duration previous, long start) {
        long own = attemptTimeout == null
                ? Nanos.FOREVER
                : Nanos.of(previous == null ? attemptTimeout.first() : attemptTimeout.after(previous));
        long left = totalNanos == Nanos.FOREVER ? Nanos.FOREVER : Math.max(0, totalNanos - start);
        long limit = Math.min(own, left);
        return limit == Nanos.FOREVER ? null : Nanos.toDuration(limit);
    }
}
