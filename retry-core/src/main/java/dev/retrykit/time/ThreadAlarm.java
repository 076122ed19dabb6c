package dev.retrykit.time;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One thread and one queue of pending actions; a cancelled action leaves the queue at once, so that it holds no memory. */
final class ThreadAlarm implements Alarm {

    private static final Logger LOG = System.getLogger("dev.retrykit");
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private final String threadName;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PendingQueue queue = new PendingQueue();
    private @Nullable Thread thread;
    private boolean closed;

    ThreadAlarm(String threadName) {
        this.threadName = threadName;
    }

    @Override
    public Handle ringAfter(Duration delay, Runnable action) {
        PendingAction pending = new PendingAction(action);
        set(pending, delay);
        return pending;
    }

    void set(Pending pending, Duration delay) {
        long dueNanos = System.nanoTime() + nanos(delay);
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("the alarm of thread '" + threadName + "' has been closed");
            }
            add(pending, dueNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what another alarm leaves when it is closed, whose lock the thread holds. */
    void adopt(Pending pending, long dueNanos) {
        lock.lock();
        try {
            add(pending, dueNanos);
        } finally {
            lock.unlock();
        }
    }

    private void add(Pending pending, long dueNanos) {
        if (thread == null) {
            thread = started();
        }
        queue.add(pending, dueNanos);
        pending.heldBy = this;
        if (queue.first() == pending) {
            changed.signal();
        }
    }

    /** Belongs to nobody: neither thread locals nor the class loader of whoever came first must live as long as it does. */
    private Thread started() {
        Thread ringing = new Thread(null, this::ring, threadName, 0, false);
        ringing.setDaemon(true);
        ringing.setContextClassLoader(null);
        ringing.start();
        return ringing;
    }

    /** Does nothing if another alarm has taken over. */
    void remove(Pending pending) {
        lock.lock();
        try {
            if (pending.heldBy == this) {
                queue.remove(pending);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Attempts that run go on, so their limits must hold: the alarm of the process takes over what is pending. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (Pending first = queue.first(); first != null; first = queue.first()) {
                long dueNanos = queue.firstDueNanos();
                queue.remove(first);
                SharedAlarm.INSTANCE.adopt(first, dueNanos);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void ring() {
        while (ringsNext()) {
            // What has rung is not held by this frame while the thread waits for the next.
        }
    }

    private boolean ringsNext() {
        Pending due = nextDue();
        if (due == null) {
            return false;
        }
        try {
            due.run();
        } catch (Throwable thrown) {
            // Everybody else waits for this thread too.
            LOG.log(Level.ERROR, () -> "an action of thread '" + threadName + "' threw", thrown);
        }
        return true;
    }

    /** Waits for the next action, without holding one that may be taken back meanwhile; null ends the thread. */
    private @Nullable Pending nextDue() {
        lock.lock();
        try {
            while (!closed) {
                Pending due = takeDue();
                if (due != null) {
                    return due;
                }
                boolean idle = queue.first() == null;
                if (!awaited(nanosToFirst()) && idle && queue.first() == null) {
                    break;
                }
            }
            thread = null;
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Pending takeDue() {
        Pending first = queue.first();
        if (first == null || queue.firstDueNanos() - System.nanoTime() > 0) {
            return null;
        }
        queue.remove(first);
        return first;
    }

    private long nanosToFirst() {
        return queue.first() == null ? IDLE_NANOS : queue.firstDueNanos() - System.nanoTime();
    }

    /** Whether something changed before the time was over; the caller looks again in either case. */
    @SuppressWarnings("WaitNotInLoop")
    private boolean awaited(long nanos) {
        try {
            return changed.awaitNanos(nanos) > 0;
        } catch (InterruptedException nobodyHasReasonTo) {
            return true;
        }
    }

    private static long nanos(Duration delay) {
        try {
            return Math.min(Math.max(delay.toNanos(), 0), LONGEST_NANOS);
        } catch (ArithmeticException beyond292Years) {
            return delay.isNegative() ? 0 : LONGEST_NANOS;
        }
    }
}
