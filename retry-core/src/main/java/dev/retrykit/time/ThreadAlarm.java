package dev.retrykit.time;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One thread and one heap of pending actions; a cancelled action leaves the heap at once, so that it holds no memory. */
final class ThreadAlarm implements Alarm {

    private static final Logger LOG = System.getLogger("dev.retrykit");
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How many are taken out under one lock: few enough that whoever sets or takes back does not wait for it. */
    private static final int AT_A_TIME = 64;

    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private final String threadName;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PendingHeap heap = new PendingHeap();
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
        pending.heldBy = this;
        heap.add(pending, dueNanos);
        if (heap.first() == pending) {
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
                heap.remove(pending);
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
            for (Pending first = heap.first(); first != null; first = heap.first()) {
                long dueNanos = heap.firstDueNanos();
                heap.remove(first);
                SharedAlarm.INSTANCE.adopt(first, dueNanos);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void ring() {
        @Nullable Pending[] due = new @Nullable Pending[AT_A_TIME];
        for (int count = takeDue(due); count > 0; count = takeDue(due)) {
            for (int i = 0; i < count; i++) {
                ring(due[i]);
                // What has rung is not held while the thread waits for the next.
                due[i] = null;
            }
        }
    }

    private void ring(@Nullable Pending due) {
        try {
            if (due != null && due.isSet()) {
                due.run();
            }
        } catch (Throwable thrown) {
            // Everybody else waits for this thread too.
            LOG.log(Level.ERROR, () -> "an action of thread '" + threadName + "' threw", thrown);
        }
    }

    /** Waits for what is due next, without holding what may be taken back meanwhile; zero ends the thread. */
    private int takeDue(@Nullable Pending[] due) {
        lock.lock();
        try {
            while (!closed) {
                int count = takeDueNow(due);
                if (count > 0) {
                    return count;
                }
                boolean idle = heap.first() == null;
                if (!awaited(nanosToFirst()) && idle && heap.first() == null) {
                    break;
                }
            }
            thread = null;
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private int takeDueNow(@Nullable Pending[] due) {
        long now = System.nanoTime();
        int count = 0;
        Pending first = heap.first();
        while (first != null && count < due.length && heap.firstDueNanos() - now <= 0) {
            heap.remove(first);
            due[count++] = first;
            first = heap.first();
        }
        return count;
    }

    private long nanosToFirst() {
        return heap.first() == null ? IDLE_NANOS : heap.firstDueNanos() - System.nanoTime();
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
