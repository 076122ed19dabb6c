package dev.retrykit.time;

/** An action that waits in the heap, and its place there. */
final class Pending implements Alarm.Handle {

    private final ThreadAlarm alarm;
    final long dueNanos;
    final Runnable action;

    /** Guarded by the alarm's lock; -1 once it has left the heap. */
    int index = -1;

    Pending(ThreadAlarm alarm, long dueNanos, Runnable action) {
        this.alarm = alarm;
        this.dueNanos = dueNanos;
        this.action = action;
    }

    @Override
    public void cancel() {
        alarm.cancel(this);
    }
}
