package dev.retrykit.time;

/** An action that waits in the heap, and its place there. */
final class Pending implements Alarm.Handle {

    /** Whose heap it is in; changes with the lock of the one before held. */
    volatile ThreadAlarm alarm;

    final Runnable action;

    /** Guarded by the alarm's lock; -1 once it has left the heap. */
    int index = -1;

    Pending(ThreadAlarm alarm, Runnable action) {
        this.alarm = alarm;
        this.action = action;
    }

    @Override
    public void cancel() {
        ThreadAlarm holder;
        do {
            holder = alarm;
            holder.cancel(this);
        } while (holder != alarm);
    }
}
