package dev.retrykit;

import java.time.Duration;

/**
 * The phase in which an asynchronous call waits for its next attempt: the alarm, the gate or the caller ends it. It is set
 * from when it has begun until it has ended.
 */
final class AsyncWait extends Gate.Wait {

    private final AsyncCall<?, ?> owner;
    private long beganNanos;

    AsyncWait(AsyncCall<?, ?> owner) {
        this.owner = owner;
    }

    void begin(Duration delay) {
        if (!isLetIn(delay)) {
            wake();
        }
    }

    /** The caller may have ended the wait before it begins: then there is nothing to undo, and nothing is begun. */
    private synchronized boolean isLetIn(Duration delay) {
        if (!owner.isIn(this)) {
            return true;
        }
        if (!owner.wiring().gate().enter(this)) {
            return false;
        }
        try {
            set(owner.wiring().alarm(), delay);
        } catch (Throwable refused) {
            owner.wiring().gate().leave(this);
            return false;
        }
        if (!owner.isIn(this)) {
            // An alarm may ring at once, on this thread; or the caller has ended the wait meanwhile.
            owner.wiring().gate().leave(this);
            cancel();
            return true;
        }
        beganNanos = owner.wiring().reporter().waitBegan();
        return true;
    }

    /** The time has come, on the timer's thread. */
    @Override
    public void run() {
        if (owner.queueFrom(this)) {
            try {
                leave();
            } finally {
                owner.queued();
            }
        }
    }

    @Override
    void wake() {
        if (owner.takeFrom(this)) {
            try {
                end();
            } finally {
                owner.waitClosed();
            }
        }
    }

    synchronized void end() {
        if (isSet()) {
            cancel();
            leaveOnce();
        }
    }

    /** What has rung need not be taken back. */
    private synchronized void leave() {
        if (isSet()) {
            forget();
            leaveOnce();
        }
    }

    private void leaveOnce() {
        owner.wiring().gate().leave(this);
        owner.wiring().reporter().waitEnded(beganNanos);
    }
}
