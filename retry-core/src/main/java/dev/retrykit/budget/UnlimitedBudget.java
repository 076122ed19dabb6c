package dev.retrykit.budget;

import dev.retrykit.condition.FailureKind;
import org.jspecify.annotations.Nullable;

/** The budget that never refuses and remembers nothing. */
enum UnlimitedBudget implements RetryBudget {
    INSTANCE;

    @Override
    public void onFailure(FailureKind kind) {}

    @Override
    public Permit tryAcquire(FailureKind kind) {
        return Permit.free();
    }

    @Override
    public Permit tryAcquireHedge() {
        return Permit.free();
    }

    @Override
    public void onSuccess(@Nullable Permit last) {}

    @Override
    public void giveBack(Permit permit) {}

    @Override
    public long available() {
        return Long.MAX_VALUE;
    }

    @Override
    public long capacity() {
        return Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return "unlimited";
    }
}
