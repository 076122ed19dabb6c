package dev.retrykit.budget;

import dev.retrykit.condition.FailureKind;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Retry throttling of gRFC A6: a count in thousandths of a token that failures lower and successes raise. */
final class ThrottleBudget implements RetryBudget {

    private static final int MAX_TOKENS = 1000;
    private static final long FAILURE = 1000;

    private final int maxTokens;
    private final double tokenRatio;
    private final long max;
    private final long threshold;
    private final long success;
    private final AtomicLong thousandths;

    ThrottleBudget(int maxTokens, double tokenRatio) {
        if (maxTokens < 1 || maxTokens > MAX_TOKENS) {
            throw new IllegalArgumentException("maxTokens must be from 1 to " + MAX_TOKENS + ", but was " + maxTokens);
        }
        if (!(tokenRatio >= Thousandths.SMALLEST) || Double.isInfinite(tokenRatio)) {
            throw new IllegalArgumentException("tokenRatio must be a number of at least 0.001, but was " + tokenRatio);
        }
        this.maxTokens = maxTokens;
        this.tokenRatio = tokenRatio;
        this.max = maxTokens * FAILURE;
        this.threshold = max / 2;
        this.success = Thousandths.of(tokenRatio);
        this.thousandths = new AtomicLong(max);
    }

    @Override
    public void onFailure(FailureKind kind) {
        if (kind == FailureKind.RESULT) {
            return;
        }
        long seen;
        do {
            seen = thousandths.get();
        } while (seen > 0 && !thousandths.compareAndSet(seen, Math.max(0, seen - FAILURE)));
    }

    @Override
    public @Nullable Permit tryAcquire(FailureKind kind) {
        return kind == FailureKind.RESULT ? Permit.free() : tryAcquireHedge();
    }

    @Override
    public @Nullable Permit tryAcquireHedge() {
        return thousandths.get() > threshold ? Permit.free() : null;
    }

    @Override
    public void onSuccess(@Nullable Permit last) {
        long seen;
        do {
            seen = thousandths.get();
        } while (seen < max && !thousandths.compareAndSet(seen, seen + Math.min(success, max - seen)));
    }

    @Override
    public void giveBack(Permit permit) {}

    @Override
    public long available() {
        return thousandths.get() / FAILURE;
    }

    @Override
    public long capacity() {
        return maxTokens;
    }

    @Override
    public String toString() {
        return "throttle " + maxTokens + " tokens, " + tokenRatio + " for a success, retries above half";
    }
}
