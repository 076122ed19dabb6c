package dev.retrykit.time;

import java.time.Duration;

/** The alarm of the process: nobody owns it, so nobody can close it. */
final class SharedAlarm implements Alarm {

    static final SharedAlarm INSTANCE = new SharedAlarm();

    private final ThreadAlarm alarm = new ThreadAlarm("retrykit-timer");

    private SharedAlarm() {}

    @Override
    public Handle ringAfter(Duration delay, Runnable action) {
        return alarm.ringAfter(delay, action);
    }

    void set(Pending pending, Duration delay) {
        alarm.set(pending, delay);
    }

    void adopt(Pending pending, long dueNanos) {
        alarm.adopt(pending, dueNanos);
    }
}
