package dev.retrykit;

import dev.retrykit.time.Alarm;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time until the next attempt of a hedged call is sent. */
final class HedgeTimer extends Gate.Wait implements Runnable {

    private final HedgedCall<?, ?> owner;
    private final Wiring wiring;
    private Alarm.@Nullable Handle alarm;
    private boolean cancelled;

    HedgeTimer(HedgedCall<?, ?> owner, Wiring wiring) {
        this.owner = owner;
        this.wiring = wiring;
    }

    /** False if nothing is retried any more. */
    synchronized boolean begin(Duration delay) {
        if (cancelled) {
            return true;
        }
        if (!wiring.gate().enter(this)) {
            return false;
        }
        try {
            alarm = wiring.alarm().ringAfter(delay, this);
            return true;
        } catch (Throwable refused) {
            wiring.gate().leave(this);
            return false;
        }
    }

    @Override
    public void run() {
        wiring.gate().leave(this);
        owner.timeHasCome(this);
    }

    @Override
    void wake() {
        cancel();
        owner.gateClosed(this);
    }

    synchronized void cancel() {
        cancelled = true;
        if (alarm != null) {
            alarm.cancel();
            wiring.gate().leave(this);
        }
    }
}
