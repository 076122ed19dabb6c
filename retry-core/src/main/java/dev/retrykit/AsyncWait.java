package dev.retrykit;

import dev.retrykit.time.Alarm;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The phase in which an asynchronous call waits for its next attempt: the alarm, the gate or the caller ends it. */
final class AsyncWait extends Gate.Wait implements Runnable {

    private final AsyncCall<?, ?> owner;
    private Alarm.@Nullable Handle alarm;
    private long beganNanos;
    private boolean begun;
    private boolean ended;

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
        if (ended) {
            return true;
        }
        if (!owner.wiring().gate().enter(this)) {
            return false;
        }
        try {
            alarm = owner.wiring().alarm().ringAfter(delay, this);
        } catch (Throwable refused) {
            owner.wiring().gate().leave(this);
            return false;
        }
        if (ended) {
            // An alarm may ring at once, on this thread.
            owner.wiring().gate().leave(this);
            return true;
        }
        begun = true;
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
        leave();
        if (alarm != null) {
            alarm.cancel();
        }
    }

    /** What has rung need not be taken back. */
    private synchronized void leave() {
        ended = true;
        if (begun) {
            owner.wiring().gate().leave(this);
            owner.wiring().reporter().waitEnded(beganNanos);
        }
    }
}
