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

    /** What the last attempt threw or returned. */
    private @Nullable Object cameTo;

    private boolean threw;
    FailureKind kind = FailureKind.TRANSIENT;

    /** Whether part of what the last attempt came to has reached the caller. */
    boolean committed;

    private long firstFailureNanos;

    /** What the first failed attempt threw, {@code void} if it returned; null while none has failed. */
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

    /** For events; zero until it is drawn. */
    private long number;

    private @Nullable Particulars particulars;

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
        this.attemptNumber = one.number();
        this.attempt = one;
        observedBy(whole.observed());
    }

    static @Nullable CallState current() {
        return CURRENT.get();
    }

    final void bind() {
        CallState around = CURRENT.get();
        if (around != null) {
            particulars().outer = around;
        }
        CURRENT.set(this);
    }

    final void unbind() {
        CURRENT.set(outer());
        if (particulars != null) {
            particulars.outer = null;
        }
    }

    final @Nullable CallState outer() {
        return particulars == null ? null : particulars.outer;
    }

    private Particulars particulars() {
        Particulars made = particulars;
        if (made == null) {
            made = new Particulars();
            particulars = made;
        }
        return made;
    }

    /** Who follows this call, if anybody does. */
    final @Nullable ObservedCall observed() {
        return particulars == null ? null : particulars.observed;
    }

    final void observedBy(@Nullable ObservedCall follower) {
        if (follower != null) {
            particulars().observed = follower;
        }
    }

    /** What later attempts are to find of the caller's thread, if anything. */
    final @Nullable AttemptScope captured() {
        // Attempts that overlap ask while the call notes other things.
        Particulars known = particulars;
        return known == null ? null : known.captured;
    }

    final void captured(AttemptScope scope) {
        particulars().captured = scope;
    }

    /** What a condition, back-off, budget or scope threw. */
    final @Nullable Throwable policyFailure() {
        return particulars == null ? null : particulars.policyFailure;
    }

    final void brokenBy(Throwable thrown) {
        particulars().policyFailure = thrown;
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
        Ticker sinceFirstFailure = hasFailed() ? settings.wiring.ticker() : null;
        return new Attempt(number, number >= settings.attemptLimit, previous, sinceFirstFailure, firstFailureNanos);
    }

    /** Where attempts overlap, the one before need not be the one that was looked at last. */
    final Attempt attemptAfter(Attempt before) {
        return attempt(before.number() + 1, failure());
    }

    /** Turns to the next attempt, which is about to begin; returns the one before, for {@link #retreat} where there are scopes. */
    final @Nullable Attempt advance() {
        Attempt before = isSurrounded() ? currentAttempt() : null;
        attemptNumber++;
        attempt = null;
        previousFailure = failure();
        return before;
    }

    /** Whether anything is entered around attempts. */
    final boolean isSurrounded() {
        return observed() != null || !settings.wiring.scopes().none();
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
        return threw ? null : cameTo;
    }

    final @Nullable Throwable failure() {
        return threw ? (Throwable) cameTo : null;
    }

    final void returned(@Nullable Object value) {
        cameTo = value;
        threw = false;
    }

    final void threw(Throwable thrown) {
        cameTo = thrown;
        threw = true;
    }

    final boolean hasFailed() {
        return firstFailureType != null;
    }

    /** Notes that the attempt turned out to be no success. */
    final void failed() {
        if (firstFailureType == null) {
            Throwable failure = failure();
            firstFailureType = failure == null ? void.class : failure.getClass();
            settings.wiring.reporter().statistics().retryingBegan();
            firstFailureNanos = settings.wiring.ticker().nanos();
        }
    }

    final Duration sinceFirstFailure() {
        return hasFailed()
                ? Nanos.toDuration(Math.max(0, settings.wiring.ticker().nanos() - firstFailureNanos))
                : Duration.ZERO;
    }

    final @Nullable String firstFailureTypeIfOther(Throwable last) {
        Class<?> first = firstFailureType;
        return first == null || first == void.class || first == last.getClass() ? null : first.getName();
    }

    final AttemptTimeoutException timeout(@Nullable Throwable cause) {
        return new AttemptTimeoutException(name(), attempt(), limits.ofAttempt(), cause);
    }

    /** What a stage that failed counts as: after its limit, as cut by it. */
    final Throwable cutIfOverdue(Throwable thrown) {
        return limits.attemptIsOverdue() && !(thrown instanceof VirtualMachineError) ? timeout(thrown) : thrown;
    }
}
