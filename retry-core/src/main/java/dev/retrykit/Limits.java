package dev.retrykit;

import dev.retrykit.time.Alarm;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** Time limits of attempts as alarms. */
final class Limits {

    private static final Alarm.Handle NONE = () -> {};

    private Limits() {}

    /** Sets an alarm; once the registry is closed there is none, and a late failure still counts as cut. */
    static Alarm.Handle set(Alarm alarm, Duration limit, Runnable action) {
        try {
            return alarm.ringAfter(limit, action);
        } catch (RejectedExecutionException closed) {
            return NONE;
        }
    }
}
