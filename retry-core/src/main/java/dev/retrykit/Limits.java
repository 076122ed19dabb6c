package dev.retrykit;

import dev.retrykit.time.Alarm;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** Time limits of attempts as alarms. */
final class Limits {

    private Limits() {}

    /** Sets an alarm. Once the registry is closed its own refuses, and that of the process stands in. */
    static Alarm.Handle set(Alarm alarm, Duration limit, Runnable action) {
        try {
            return alarm.ringAfter(limit, action);
        } catch (RejectedExecutionException closed) {
            return Alarm.system().ringAfter(limit, action);
        }
    }
}
