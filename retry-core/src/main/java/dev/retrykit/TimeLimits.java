package dev.retrykit;

import dev.retrykit.time.Ticker;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of one call: its total timeout, those of its attempts, and what an outer attempt leaves it. Calls without
 * any share one object, and read no clock.
 */
final class TimeLimits {

    private static final TimeLimits NONE = new TimeLimits(Ticker.system(), null, null, 0, Nanos.FOREVER);

    private final Ticker ticker;
    private final @Nullable Duration total;
    private final @Nullable AttemptTimeout timeouts;
    private final long startNanos;

    /** How long after the start an outer attempt ends. */
    private final long inheritedNanos;

    private @Nullable Duration attemptLimit;
    private long attemptDeadlineNanos;
    private boolean attemptRuns;

    /** Whether what was wanting when this was last asked was an outer attempt's time. */
    private boolean inheritedTimeRanOut;

    private TimeLimits(
            Ticker ticker,
            @Nullable Duration total,
            @Nullable AttemptTimeout timeouts,
            long startNanos,
            long inheritedNanos) {
        this.ticker = ticker;
        this.total = total;
        this.timeouts = timeouts;
        this.startNanos = startNanos;
        this.inheritedNanos = inheritedNanos;
    }

    /** The limits of a call that begins now, inside another one or not. */
    static TimeLimits of(Settings settings, @Nullable CallState around) {
        TimeLimits outer = around == null ? NONE : around.limits;
        if (outer == NONE && !settings.policy.limitsTime()) {
            return NONE;
        }
        Ticker ticker = settings.wiring.ticker();
        return new TimeLimits(
                ticker,
                settings.policy.totalTimeout().orElse(null),
                settings.policy.attemptTimeout().orElse(null),
                ticker.nanos(),
                outer == NONE ? Nanos.FOREVER : outer.leftForNested());
    }

    /** The same for one of several attempts that overlap: each has a limit of its own, which grows from one to the next. */
    TimeLimits overlapping() {
        if (this == NONE) {
            return NONE;
        }
        limitAttempt();
        TimeLimits own = new TimeLimits(ticker, total, timeouts, startNanos, inheritedNanos);
        own.attemptLimit = attemptLimit;
        return own;
    }

    /** How long the attempt that is about to begin may take, cut to what is left of the call; null if nothing limits it. */
    @Nullable Duration limitAttempt() {
        if (total == null && timeouts == null) {
            return null;
        }
        Duration previous = attemptLimit;
        Duration own = timeouts == null ? null : previous == null ? timeouts.first() : timeouts.after(previous);
        return cutLimit(own == null ? Nanos.FOREVER : Nanos.of(own));
    }

    /** Cuts the limit again, now that the attempt begins. */
    void cutLimit() {
        if (attemptLimit != null) {
            cutLimit(Nanos.of(attemptLimit));
        }
    }

    private Duration cutLimit(long own) {
        long now = ticker.nanos();
        long limit = total == null ? own : Math.min(own, Math.max(0, Nanos.of(total) - (now - startNanos)));
        Duration cut = Nanos.toDuration(limit);
        attemptLimit = cut;
        attemptDeadlineNanos = now + limit;
        attemptRuns = true;
        return cut;
    }

    /** What is called between attempts, by a listener say, inherits nothing of the attempt before. */
    void attemptEnded() {
        if (this != NONE) {
            attemptRuns = false;
        }
    }

    /** What limits the attempt that has been started. */
    Duration ofAttempt() {
        return Objects.requireNonNull(attemptLimit);
    }

    /** What is left for the attempt that has just been started; null if nothing limits it. */
    @Nullable Duration leftForAttempt() {
        return attemptHasDeadline() ? Nanos.toDuration(Math.max(0, attemptDeadlineNanos - ticker.nanos())) : null;
    }

    boolean attemptIsOverdue() {
        return attemptHasDeadline() && ticker.nanos() - attemptDeadlineNanos >= 0;
    }

    private boolean attemptHasDeadline() {
        return attemptLimit != null && Nanos.of(attemptLimit) != Nanos.FOREVER;
    }

    /** What a call inside the running attempt inherits: what is left by its limit, or by an outer one. */
    private long leftForNested() {
        long now = ticker.nanos();
        long own = attemptRuns && attemptHasDeadline() ? attemptDeadlineNanos - now : Nanos.FOREVER;
        return Math.min(own, inheritedNanos == Nanos.FOREVER ? Nanos.FOREVER : inheritedNanos - (now - startNanos));
    }

    /** Whether the total timeout has passed, as after a wait that took longer than it should. */
    boolean isOutOfTime() {
        return isOutOfTimeAfter(Duration.ZERO);
    }

    /** Whether an attempt after the wait would start too late for the total timeout. */
    boolean isOutOfTimeAfter(Duration wait) {
        return total != null && Nanos.sum(Math.max(0, ticker.nanos() - startNanos), Nanos.of(wait)) >= Nanos.of(total);
    }

    /** Whether an attempt after the wait would start too late for the attempt of an outer call; the answer is kept. */
    boolean isOutOfInheritedTimeAfter(Duration wait) {
        if (inheritedNanos == Nanos.FOREVER) {
            return false;
        }
        inheritedTimeRanOut = Nanos.of(wait) >= inheritedNanos - (ticker.nanos() - startNanos);
        return inheritedTimeRanOut;
    }

    /** Whether it was an outer attempt's time that ran out. */
    boolean inheritedTimeRanOut() {
        return inheritedTimeRanOut;
    }

    /** What was wanting before is no reason for an end that follows from something else. */
    void forgetWhatWasWanting() {
        if (this != NONE) {
            inheritedTimeRanOut = false;
        }
    }
}
