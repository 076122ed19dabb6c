package dev.retrykit.sample.budget;

import dev.retrykit.budget.Permit;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A quota that is asked only while it is switched on. Switched off, it lets every retry pass for nothing; successes go on
 * filling it. A permit says what it cost, so that one from before a switch can be handed back after it.
 */
final class SwitchedBudget implements RetryBudget {

    private final RetryBudget quota;
    private volatile boolean on;

    SwitchedBudget(RetryBudget quota, boolean on) {
        this.quota = quota;
        this.on = on;
    }

    boolean isOn() {
        return on;
    }

    void turn(boolean on) {
        this.on = on;
    }

    @Override
    public void onFailure(FailureKind kind) {
        quota.onFailure(kind);
    }

    @Override
    public @Nullable Permit tryAcquire(FailureKind kind) {
        return asked().tryAcquire(kind);
    }

    @Override
    public @Nullable Permit tryAcquireHedge() {
        return asked().tryAcquireHedge();
    }

    @Override
    public Duration minimumDelay(FailureKind kind) {
        return quota.minimumDelay(kind);
    }

    @Override
    public void onSuccess(@Nullable Permit last) {
        quota.onSuccess(last);
    }

    @Override
    public void giveBack(Permit permit) {
        quota.giveBack(permit);
    }

    @Override
    public long available() {
        return asked().available();
    }

    @Override
    public long capacity() {
        return asked().capacity();
    }

    private RetryBudget asked() {
        return on ? quota : RetryBudget.unlimited();
    }
}
