package dev.retrykit;

import dev.retrykit.budget.Permit;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.time.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call between its attempts. One thread works on it at a time; the loops see to the hand-over.
 *
 * <p>While a retry, or an attempt with a time limit, runs on a thread, its call is bound to that thread, so that
 * {@link Attempt#current} answers and nested calls inherit the time left.
 */
class CallState {

    private static final ThreadLocal<@Nullable CallState> CURRENT = new ThreadLocal<>();

    final Settings settings;
    final @Nullable Object context;

    final TimeLimits limits;

    /** The number of the attempt, and the attempt itself once somebody has asked for it. */
    private int attemptNumber = 1;

    private @Nullable Attempt attempt;
    private @Nullable Throwable previousFailure;

    /** The number of the latest mark when the attempt began; only later ones come from inside it. */
    long marksBefore;

    private @Nullable Object result;
    private @Nullable Throwable failure;
    FailureKind kind = FailureKind.TRANSIENT;

    /** Whether part of what the last attempt came to has reached the caller. */
    boolean committed;

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

    /** Who follows this call, if anybody does. */
    @Nullable ObservedCall observed;

    /** What a condition, back-off, budget or scope threw. */
    @Nullable Throwable policyFailure;

    private @Nullable CallState outer;
    private long number;

    CallState(Settings settings, @Nullable Object context, long marksBefore) {
        this.settings = settings;
        this.context = context;
        this.marksBefore = marksBefore;
        this.limits = TimeLimits.of(settings, CURRENT.get());
    }

    /** What is known in one of several attempts of a call that overlap. */
    private CallState(CallState whole, Attempt one) {
        this.settings = whole.settings;
        this.context = whole.context;
        this.marksBefore = whole.marksBefore;
        this.limits = whole.limits.overlapping();
        this.observed = whole.observed;
        this.attemptNumber = one.number();
        this.attempt = one;
    }

    static @Nullable CallState current() {
        return CURRENT.get();
    }

    final void bind() {
        outer = CURRENT.get();
        CURRENT.set(this);
    }

    final void unbind() {
        CURRENT.set(outer);
        outer = null;
    }

    final @Nullable CallState outer() {
        return outer;
    }

    final String name() {
        return settings.wiring.name();
    }

    /** A number for the events of this call, drawn when somebody listens. */
    final long number() {
        if (number == 0) {
            number = settings.wiring.reporter().drawCallNumber();
        }
        return number;
    }

    /** Whether listeners have heard of this call, so that they are to hear of its end too. */
    final boolean isKnown() {
        return number != 0;
    }

    final int attempt() {
        return attemptNumber;
    }

    /** The attempt that runs, or is about to; made when it is asked for, since most operations never look at it. */
    final Attempt currentAttempt() {
        Attempt made = attempt;
        if (made == null) {
            made = attemptNumber == 1 ? settings.firstAttempt : attempt(attemptNumber, previousFailure);
            attempt = made;
        }
        return made;
    }

    private Attempt attempt(int number, @Nullable Throwable previous) {
        Ticker sinceFirstFailure = hasFailed ? settings.wiring.ticker() : null;
        return new Attempt(number, number >= settings.attemptLimit, previous, sinceFirstFailure, firstFailureNanos);
    }

    /** Where attempts overlap, the one before need not be the one that was looked at last. */
    final Attempt attemptAfter(Attempt before) {
        return attempt(before.number() + 1, failure);
    }

    /** Turns to the next attempt, which is about to begin; returns the one before, for {@link #retreat} where there are scopes. */
    final @Nullable Attempt advance() {
        Attempt before = isSurrounded() ? currentAttempt() : null;
        attemptNumber++;
        attempt = null;
        previousFailure = failure;
        return before;
    }

    /** Whether anything is entered around attempts. */
    final boolean isSurrounded() {
        return observed != null || !settings.wiring.scopes().none();
    }

    /** Turns back to the attempt before, since a scope has kept the next one from beginning. */
    final void retreat(@Nullable Attempt before) {
        attemptNumber--;
        attempt = before;
    }

    final void begin() {
        marksBefore = MarkNumbers.latest();
        permitIsUnused = false;
        settings.wiring.reporter().retryBegan();
    }

    /** Says which of several attempts that overlap is spoken of. */
    final void hedgedUpTo(Attempt other) {
        attemptNumber = other.number();
        attempt = other;
    }

    /** A state for one of several attempts that overlap. */
    final CallState overlapping(Attempt one) {
        return new CallState(this, one);
    }

    final @Nullable Object result() {
        return result;
    }

    final @Nullable Throwable failure() {
        return failure;
    }

    final void returned(@Nullable Object value) {
        result = value;
        failure = null;
    }

    final void threw(Throwable thrown) {
        result = null;
        failure = thrown;
    }

    final boolean hasFailed() {
        return hasFailed;
    }

    /** Notes that the attempt turned out to be no success. */
    final void failed() {
        if (!hasFailed) {
            hasFailed = true;
            settings.wiring.reporter().statistics().retryingBegan();
            firstFailureNanos = settings.wiring.ticker().nanos();
            firstFailureType = failure == null ? null : failure.getClass();
        }
    }

    final Duration sinceFirstFailure() {
        return hasFailed
                ? Nanos.toDuration(Math.max(0, settings.wiring.ticker().nanos() - firstFailureNanos))
                : Duration.ZERO;
    }

    final @Nullable String firstFailureTypeIfOther(Throwable last) {
        return firstFailureType == null || firstFailureType == last.getClass() ? null : firstFailureType.getName();
    }

    final AttemptTimeoutException timeout(@Nullable Throwable cause) {
        return new AttemptTimeoutException(name(), attempt(), limits.ofAttempt(), cause);
    }

    /** What a stage that failed counts as: after its limit, as cut by it. */
    final Throwable cutIfOverdue(Throwable thrown) {
        return limits.attemptIsOverdue() && !(thrown instanceof VirtualMachineError) ? timeout(thrown) : thrown;
    }
}
