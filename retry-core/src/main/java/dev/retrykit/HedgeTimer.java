package dev.retrykit;

import java.time.Duration;

/** The time until the next attempt of a hedged call is sent: the hedging delay, or what the server asked for. */
final class HedgeTimer extends Gate.Wait {

    private final HedgedCall<?, ?> owner;
    private final boolean ofPushback;
    private final boolean countsAsWait;
    private long beganNanos;
    private boolean waits;
    private boolean ended;

    private HedgeTimer(HedgedCall<?, ?> owner, boolean ofPushback, boolean countsAsWait) {
        this.owner = owner;
        this.ofPushback = ofPushback;
        this.countsAsWait = countsAsWait;
    }

    static HedgeTimer ofDelay(HedgedCall<?, ?> owner) {
        return new HedgeTimer(owner, false, false);
    }

    /** A call of which nothing runs meanwhile counts as waiting. */
    static HedgeTimer ofPushback(HedgedCall<?, ?> owner, boolean countsAsWait) {
        return new HedgeTimer(owner, true, countsAsWait);
    }

    boolean isOfPushback() {
        return ofPushback;
    }

    /** False if nothing is retried any more. */
    synchronized boolean begin(Duration delay) {
        if (!gate().enter(this)) {
            return false;
        }
        try {
            set(owner.wiring().alarm(), delay);
        } catch (Throwable refused) {
            gate().leave(this);
            return false;
        }
        if (countsAsWait && !ended) {
            waits = true;
            beganNanos = owner.wiring().reporter().waitBegan();
        }
        return true;
    }

    /** Waits for a restart instead; false if there is no need to. */
    boolean rest() {
        return gate().rest(this);
    }

    @Override
    public void run() {
        try {
            end();
        } finally {
            owner.timeHasCome(this);
        }
    }

    @Override
    void wake() {
        takeBack();
        owner.gateClosed(this);
    }

    @Override
    void reopened() {
        owner.gateReopened(this);
    }

    synchronized void takeBack() {
        end();
        cancel();
    }

    private synchronized void end() {
        ended = true;
        gate().leave(this);
        if (waits) {
            waits = false;
            owner.wiring().reporter().waitEnded(beganNanos);
        }
    }

    private Gate gate() {
        return owner.wiring().gate();
    }
}
