package dev.retrykit;

import dev.retrykit.budget.Permit;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.time.Ticker;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call between its attempts. One thread works on it at a time; the loops see to the hand-over.
 *
 * <p>While a retry, or an attempt with a time limit, runs on a thread, its call is bound to that thread, so that
 * {@link Attempt#current} answers and nested calls inherit the time left.
 */
final class CallState {

    private static final ThreadLocal<@Nullable CallState> CURRENT = new ThreadLocal<>();

    final Settings settings;
    final @Nullable Object context;

    /** When the call began; read only where time is limited. */
    final long startNanos;

    private Attempt attempt;

    /** The number of the latest mark when the attempt began; only later ones come from inside it. */
    long marksBefore;

    private @Nullable Object result;
    private @Nullable Throwable failure;
    FailureKind kind = FailureKind.TRANSIENT;

    /** Whether part of what the last attempt came to has reached the caller. */
    boolean committed;

    /** When the last attempt ended without success. */
    long failedNanos;

    private long firstFailureNanos;
    private boolean hasFailed;
    private @Nullable Class<?> firstFailureType;

    /** Where the back-off stands: the index of its formula, and what it drew last. */
    int formulaRetry;

    Duration drawn = Duration.ZERO;

    /** What the judge decided: how long to wait, and at what price. */
    Duration delay = Duration.ZERO;

    @Nullable Permit permit;

    /** Whether the permit is for a retry that has not begun. */
    boolean permitIsUnused;

    /** Whether the end has been counted and told. */
    boolean concluded;

    /** What a condition, back-off, budget or scope threw. */
    @Nullable Throwable policyFailure;

    /** Whether it was an outer attempt's time that ran out. */
    boolean lacksInheritedTime;

    private @Nullable Duration attemptLimit;
    private boolean attemptHasDeadline;
    private long attemptDeadlineNanos;
    private boolean inheritsDeadline;
    private long inheritedDeadlineNanos;
    private @Nullable CallState outer;
    private long number;

    CallState(Settings settings, @Nullable Object context, long marksBefore) {
        this.settings = settings;
        this.context = context;
        this.marksBefore = marksBefore;
        this.attempt = settings.firstAttempt;
        this.startNanos =
                settings.policy.limitsTime() ? settings.wiring.ticker().nanos() : 0;
        inherit(CURRENT.get());
    }

    /** What is known in one of several attempts of a call that overlap. */
    private CallState(CallState whole, Attempt one) {
        this.settings = whole.settings;
        this.context = whole.context;
        this.marksBefore = whole.marksBefore;
        this.attempt = one;
        this.startNanos = whole.startNanos;
        this.attemptLimit = whole.attemptLimit;
        this.inheritsDeadline = whole.inheritsDeadline;
        this.inheritedDeadlineNanos = whole.inheritedDeadlineNanos;
    }

    static @Nullable CallState current() {
        return CURRENT.get();
    }

    private void inherit(@Nullable CallState around) {
        if (around == null || !(around.attemptHasDeadline || around.inheritsDeadline)) {
            return;
        }
        long left = around.nanosLeftForAttempt();
        inheritsDeadline = left != Nanos.FOREVER;
        inheritedDeadlineNanos = settings.wiring.ticker().nanos() + left;
    }

    void bind() {
        outer = CURRENT.get();
        CURRENT.set(this);
    }

    void unbind() {
        CURRENT.set(outer);
        outer = null;
    }

    @Nullable CallState outer() {
        return outer;
    }

    String name() {
        return settings.wiring.name();
    }

    /** A number for the events of this call, drawn when somebody listens. */
    long number() {
        if (number == 0) {
            number = settings.wiring.reporter().drawCallNumber();
        }
        return number;
    }

    /** Whether listeners have heard of this call, so that they are to hear of its end too. */
    boolean isKnown() {
        return number != 0;
    }

    int attempt() {
        return attempt.number();
    }

    Attempt currentAttempt() {
        return attempt;
    }

    Attempt nextAttempt() {
        return attemptAfter(attempt);
    }

    /** Where attempts overlap, the one before need not be the one that was looked at last. */
    Attempt attemptAfter(Attempt before) {
        int next = before.number() + 1;
        Ticker sinceFirstFailure = hasFailed ? settings.wiring.ticker() : null;
        return new Attempt(next, next >= settings.attemptLimit, failure, sinceFirstFailure, firstFailureNanos);
    }

    void begin(Attempt next) {
        attempt = next;
        marksBefore = RetriesExhausted.latest();
        permitIsUnused = false;
        settings.wiring.reporter().retryBegan();
    }

    /** Says which of several attempts that overlap is spoken of. */
    void hedgedUpTo(Attempt other) {
        attempt = other;
    }

    /** A state for one of several attempts that overlap. Limits grow from one to the next, and each has its own. */
    CallState overlapping(Attempt one) {
        limitAttempt();
        return new CallState(this, one);
    }

    @Nullable Object result() {
        return result;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    void returned(@Nullable Object value) {
        result = value;
        failure = null;
    }

    void threw(Throwable thrown) {
        result = null;
        failure = thrown;
    }

    boolean hasFailed() {
        return hasFailed;
    }

    /** Notes when the attempt turned out to be no success. */
    void failed() {
        failedNanos = settings.wiring.ticker().nanos();
        if (!hasFailed) {
            hasFailed = true;
            firstFailureNanos = failedNanos;
            firstFailureType = failure == null ? null : failure.getClass();
        }
    }

    Duration sinceFirstFailure() {
        return hasFailed
                ? Nanos.toDuration(Math.max(0, settings.wiring.ticker().nanos() - firstFailureNanos))
                : Duration.ZERO;
    }

    @Nullable String firstFailureTypeIfOther(Throwable last) {
        return firstFailureType == null || firstFailureType == last.getClass() ? null : firstFailureType.getName();
    }

    /** How long the attempt that is about to begin may take, cut to what is left of the call; null if nothing limits it. */
    @Nullable Duration limitAttempt() {
        if (!settings.policy.limitsTime()) {
            return null;
        }
        long now = settings.wiring.ticker().nanos();
        AttemptTimeout timeout = settings.policy.attemptTimeout().orElse(null);
        Duration previous = attemptLimit;
        Duration own = timeout == null ? null : previous == null ? timeout.first() : timeout.after(previous);
        return cutLimit(own == null ? Nanos.FOREVER : Nanos.of(own), now);
    }

    /** Cuts the limit again, now that the attempt begins. */
    void cutLimit() {
        if (attemptLimit != null) {
            cutLimit(Nanos.of(attemptLimit), settings.wiring.ticker().nanos());
        }
    }

    private Duration cutLimit(long own, long now) {
        Duration total = settings.policy.totalTimeout().orElse(null);
        long limit = own;
        if (total != null) {
            limit = Math.min(limit, Math.max(0, Nanos.of(total) - (now - startNanos)));
        }
        Duration cut = Nanos.toDuration(limit);
        attemptLimit = cut;
        attemptHasDeadline = limit != Nanos.FOREVER;
        attemptDeadlineNanos = now + limit;
        return cut;
    }

    /** Whether the total timeout has passed, as after a wait that took longer than it should. */
    boolean isOutOfTime() {
        return isOutOfTimeAfter(Duration.ZERO);
    }

    /** Whether an attempt after the wait would start too late for the attempt of an outer call. */
    boolean isOutOfInheritedTimeAfter(Duration wait) {
        return inheritsDeadline
                && Nanos.of(wait)
                        >= inheritedDeadlineNanos - settings.wiring.ticker().nanos();
    }

    boolean isOutOfTimeAfter(Duration wait) {
        Duration total = settings.policy.totalTimeout().orElse(null);
        return total != null
                && Nanos.sum(Math.max(0, settings.wiring.ticker().nanos() - startNanos), Nanos.of(wait))
                        >= Nanos.of(total);
    }

    /** What is left for the attempt that has just been started; null if nothing limits it. */
    @Nullable Duration leftForAttempt() {
        return attemptHasDeadline
                ? Nanos.toDuration(Math.max(
                        0, attemptDeadlineNanos - settings.wiring.ticker().nanos()))
                : null;
    }

    AttemptTimeoutException timeout(@Nullable Throwable cause) {
        return new AttemptTimeoutException(name(), attempt(), Objects.requireNonNull(attemptLimit), cause);
    }

    /** What a stage that failed counts as: after its limit, as cut by it. */
    Throwable cutIfOverdue(Throwable thrown) {
        return attemptIsOverdue() && !(thrown instanceof VirtualMachineError) ? timeout(thrown) : thrown;
    }

    boolean attemptIsOverdue() {
        return attemptHasDeadline && settings.wiring.ticker().nanos() - attemptDeadlineNanos >= 0;
    }

    /** What is left for the running attempt, by its own limit or an outer one. */
    private long nanosLeftForAttempt() {
        long now = settings.wiring.ticker().nanos();
        long own = attemptHasDeadline ? attemptDeadlineNanos - now : Nanos.FOREVER;
        return Math.min(own, inheritsDeadline ? inheritedDeadlineNanos - now : Nanos.FOREVER);
    }

    /** Whether an attempt after the delay would start too late for the total timeout. */
    boolean exceedsTotal(long delayNanos) {
        Duration total = settings.policy.totalTimeout().orElse(null);
        return total != null && Nanos.sum(Math.max(0, failedNanos - startNanos), delayNanos) >= Nanos.of(total);
    }

    /** Whether an attempt after the delay would start too late for the attempt of an outer call. */
    boolean exceedsInherited(long delayNanos) {
        return inheritsDeadline && delayNanos >= inheritedDeadlineNanos - failedNanos;
    }
}
