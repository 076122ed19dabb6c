package dev.retrykit.budget;

import dev.retrykit.condition.FailureKind;
import dev.retrykit.time.Ticker;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Retries as a part of the calls of the last {@code ttl}, plus some for each second. */
final class RatioBudget implements RetryBudget {

    private static final int MAX_PER_SECOND = 1_000_000;
    private static final Duration MIN_TTL = Duration.ofSeconds(1);
    private static final Duration MAX_TTL = Duration.ofSeconds(60);

    private final double fraction;
    private final double minPerSecond;
    private final Duration ttl;
    private final Ticker ticker;
    private final long originNanos;
    private final long stepNanos;

    /** Thousandths of a retry that one call allows, and that are allowed without any. */
    private final long perCall;

    private final long always;

    private final SlidingCount calls = new SlidingCount();
    private final SlidingCount retries = new SlidingCount();

    /** The permit made last: all retries of a step share one. A lost race costs one object. */
    private Permit recent = Permit.countedIn(0);

    RatioBudget(double fraction, double minPerSecond, Duration ttl, Ticker ticker) {
        Objects.requireNonNull(ttl, "ttl must not be null");
        this.ticker = Objects.requireNonNull(ticker, "ticker must not be null");
        if (!(fraction == 0 || (fraction >= Thousandths.SMALLEST && fraction <= 1))) {
            throw new IllegalArgumentException("fraction must be 0 or from 0.001 to 1, but was " + fraction);
        }
        if (!(minPerSecond >= 0 && minPerSecond <= MAX_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "minPerSecond must be from 0 to " + MAX_PER_SECOND + ", but was " + minPerSecond);
        }
        if (ttl.compareTo(MIN_TTL) < 0 || ttl.compareTo(MAX_TTL) > 0) {
            throw new IllegalArgumentException("ttl must be from " + MIN_TTL + " to " + MAX_TTL + ", but was " + ttl);
        }
        this.fraction = fraction;
        this.minPerSecond = minPerSecond;
        this.ttl = ttl;
        this.originNanos = ticker.nanos();
        this.stepNanos = ttl.toNanos() / SlidingCount.STEPS;
        this.perCall = Thousandths.of(fraction);
        this.always = Thousandths.of(BigDecimal.valueOf(minPerSecond).multiply(BigDecimal.valueOf(ttl.toNanos(), 9)));
        if (perCall == 0 && always < 1000) {
            throw new IllegalArgumentException("minPerSecond must allow at least one retry in ttl (" + ttl
                    + ") where fraction is 0, but was " + minPerSecond);
        }
    }

    @Override
    public boolean countsCalls() {
        return true;
    }

    @Override
    public void onCall() {
        long step = step();
        calls.moveTo(step);
        calls.add(step);
    }

    @Override
    public void onFailure(FailureKind kind) {}

    @Override
    public @Nullable Permit tryAcquire(FailureKind kind) {
        return kind == FailureKind.RESULT ? Permit.free() : tryAcquireHedge();
    }

    @Override
    public @Nullable Permit tryAcquireHedge() {
        long step = step();
        retries.moveTo(step);
        return retries.raiseBelow(allowedAt(step)) ? permit(retries.place(step)) : null;
    }

    private Permit permit(long step) {
        Permit permit = recent;
        if (permit.step() != step) {
            permit = Permit.countedIn(step);
            recent = permit;
        }
        return permit;
    }

    private long allowedAt(long step) {
        calls.moveTo(step);
        return (always + calls.total() * perCall) / 1000;
    }

    @Override
    public void onSuccess(@Nullable Permit last) {}

    @Override
    public void giveBack(Permit permit) {
        if (permit.cost() > 0) {
            retries.remove(permit.step());
        }
    }

    @Override
    public long available() {
        long step = step();
        retries.moveTo(step);
        return Math.max(0, allowedAt(step) - retries.total());
    }

    @Override
    public long capacity() {
        return allowedAt(step());
    }

    private long step() {
        return (ticker.nanos() - originNanos) / stepNanos;
    }

    @Override
    public String toString() {
        return "ratio " + fraction + " of the calls in " + ttl + ", plus " + minPerSecond + " a second";
    }
}
