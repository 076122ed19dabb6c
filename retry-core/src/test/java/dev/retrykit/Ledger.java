package dev.retrykit;

import dev.retrykit.budget.Permit;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A budget that writes down what it is told and asked, and allows as many retries as it was made for. */
class Ledger implements RetryBudget {

    final List<String> entries = new ArrayList<>();

    private int allowed;

    Ledger(int allowed) {
        this.allowed = allowed;
    }

    @Override
    public void onFailure(FailureKind kind) {
        entries.add("failure " + kind);
    }

    @Override
    public @Nullable Permit tryAcquire(FailureKind kind) {
        entries.add("asked " + kind);
        return allowed-- > 0 ? Permit.of(allowed + 1) : null;
    }

    @Override
    public @Nullable Permit tryAcquireHedge() {
        throw new AssertionError("nobody hedges");
    }

    @Override
    public void onSuccess(@Nullable Permit last) {
        entries.add("success " + last);
    }

    @Override
    public void giveBack(Permit permit) {
        entries.add("back " + permit);
    }

    @Override
    public long available() {
        return allowed;
    }

    @Override
    public long capacity() {
        return Long.MAX_VALUE;
    }
}
