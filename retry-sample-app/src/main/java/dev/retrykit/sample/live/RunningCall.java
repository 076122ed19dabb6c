package dev.retrykit.sample.live;

import dev.retrykit.sample.live.AttemptClock.Time;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts of a call that has not ended. Used by one thread at a time: that of the call. */
final class RunningCall {

    private static final double NANOS_PER_MILLI = 1_000_000;

    private final List<TimedAttempt> attempts = new ArrayList<>();
    private final long beganNanos;
    private long endedNanos;

    RunningCall(Time first) {
        beganNanos = first.beganNanos();
    }

    void add(Time time, @Nullable String failure) {
        endedNanos = time.endedNanos();
        attempts.add(new TimedAttempt(
                millis(time.beganNanos() - beganNanos), millis(endedNanos - time.beganNanos()), failure));
    }

    Timeline ended(String instance, long call, String outcome, long wallMillis) {
        return new Timeline(instance, call, wallMillis, millis(endedNanos - beganNanos), outcome, attempts);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / NANOS_PER_MILLI * 10) / 10.0;
    }
}
