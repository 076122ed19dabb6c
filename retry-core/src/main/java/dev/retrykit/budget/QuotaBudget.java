package dev.retrykit.budget;

import dev.retrykit.condition.FailureKind;
import dev.retrykit.time.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that success earns, retries spend and time draws towards the reserve.
 *
 * <p>Tokens and the time of the last asking change together, so both are in one word: a swap that succeeds has applied
 * each stretch of time exactly once, to exactly the tokens that it saw.
 */
final class QuotaBudget implements RetryBudget {

    /** The low bits of the state hold the tokens, in parts; the others the time in milliseconds, modulo 2^37. */
    private static final int PART_BITS = 27;

    private static final long PART_MASK = (1L << PART_BITS) - 1;

    /** The most parts that a budget is divided into: a power of ten within {@link #PART_MASK}. */
    private static final long MAX_PARTS = 100_000_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Quota quota;
    private final Ticker ticker;
    private final long originNanos;

    /** Parts of a token: as many as fit, so that fractions survive. A millionth of a token by default. */
    private final long partsPerToken;

    private final long capacity;
    private final long reserve;
    private final double memoryMillis;
    private final long refillMillis;
    private final long refillParts;

    /** Whether time changes anything: not where nothing fades, since all is reserve, and nothing grows. */
    private final boolean ages;

    private final Permit retry;
    private final Permit throttledRetry;

    private final AtomicLong state;

    QuotaBudget(Quota quota, Ticker ticker) {
        this.quota = Objects.requireNonNull(quota, "quota must not be null");
        this.ticker = Objects.requireNonNull(ticker, "ticker must not be null");
        this.originNanos = ticker.nanos();
        this.partsPerToken = partsPerToken(quota.capacity());
        this.capacity = quota.capacity() * partsPerToken;
        this.reserve = quota.reserve() * partsPerToken;
        this.memoryMillis = quota.memory().toSeconds() * 1e3 + quota.memory().toNanosPart() / 1e6;
        Duration refill = quota.refill();
        // Without a refill nothing grows in a time of any length.
        this.refillMillis = refill == null ? 1 : refill.toMillis();
        this.refillParts = refill == null ? 0 : quota.cost() * partsPerToken;
        this.ages = reserve < capacity || refill != null;
        this.retry = Permit.of(quota.cost());
        this.throttledRetry = quota.throttledCost() == quota.cost() ? retry : Permit.of(quota.throttledCost());
        this.state = new AtomicLong(capacity);
    }

    private static long partsPerToken(int capacity) {
        long parts = 1;
        while (capacity * parts * 10 <= MAX_PARTS) {
            parts *= 10;
        }
        return parts;
    }

    @Override
    public void onFailure(FailureKind kind) {}

    @Override
    public @Nullable Permit tryAcquire(FailureKind kind) {
        return switch (kind) {
            case TRANSIENT, TIMEOUT -> take(retry);
            case THROTTLED -> take(throttledRetry);
            case RESULT -> Permit.free();
        };
    }

    @Override
    public @Nullable Permit tryAcquireHedge() {
        return take(retry);
    }

    private @Nullable Permit take(Permit permit) {
        long price = permit.cost() * partsPerToken;
        long nowMillis = nowMillis();
        while (true) {
            long seen = state.get();
            long aged = aged(seen, nowMillis);
            boolean enough = (aged & PART_MASK) >= price;
            // A refusal is an asking too: the time up to now is used up.
            if (state.compareAndSet(seen, enough ? aged - price : aged)) {
                return enough ? permit : null;
            }
        }
    }

    @Override
    public Duration minimumDelay(FailureKind kind) {
        return kind == FailureKind.THROTTLED ? quota.throttledDelay() : Duration.ZERO;
    }

    @Override
    public void onSuccess(@Nullable Permit last) {
        add(last == null ? 1 : last.cost());
    }

    @Override
    public void giveBack(Permit permit) {
        add(permit.cost());
    }

    private void add(int tokens) {
        while (true) {
            long seen = state.get();
            long missing = capacity - (seen & PART_MASK);
            long added = Math.min(missing, tokens * partsPerToken);
            if (added == 0 || state.compareAndSet(seen, seen + added)) {
                return;
            }
        }
    }

    @Override
    public long available() {
        return (aged(state.get(), nowMillis()) & PART_MASK) / partsPerToken;
    }

    @Override
    public long capacity() {
        return quota.capacity();
    }

    /** The state as the time from its last asking until now leaves it. */
    private long aged(long seen, long nowMillis) {
        // The difference modulo 2^37, with its sign: two years either way.
        long elapsedMillis = ((nowMillis << PART_BITS) - (seen & ~PART_MASK)) >> PART_BITS;
        if (elapsedMillis <= 0) {
            // Another thread read the clock later and was faster.
            return seen;
        }
        long parts = seen & PART_MASK;
        if (parts > reserve) {
            parts = reserve + (long) ((parts - reserve) * Math.exp(-elapsedMillis / memoryMillis));
        } else if (parts < reserve) {
            parts = Math.min(reserve, parts + grownUntil(nowMillis) - grownUntil(nowMillis - elapsedMillis));
        }
        return (nowMillis << PART_BITS) | parts;
    }

    /**
     * What has grown, in parts, from the budget's origin until then. It is always the difference of two of these that
     * is added, so a fraction that was cut off from one is in the next: however often one asks, nothing is lost.
     */
    private long grownUntil(long millis) {
        return millis / refillMillis * refillParts + millis % refillMillis * refillParts / refillMillis;
    }

    private long nowMillis() {
        return ages ? (ticker.nanos() - originNanos) / NANOS_PER_MILLI : 0;
    }

    @Override
    public String toString() {
        return "quota " + quota.capacity() + " tokens, " + quota.cost() + " a retry, " + quota.throttledCost()
                + " a throttled retry after at least " + quota.throttledDelay() + ", reserve " + quota.reserve()
                + ", memory " + quota.memory() + ", "
                + (quota.refill() == null ? "no refill" : "refill " + quota.refill());
    }
}
