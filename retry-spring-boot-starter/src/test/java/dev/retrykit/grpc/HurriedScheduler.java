package dev.retrykit.grpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What a channel waits with: notes each delay and runs what is due within a minute at once, so that a test sees grpc-java's
 * own back-offs without sitting them out. Longer ones are housekeeping of the channel.
 */
final class HurriedScheduler extends ScheduledThreadPoolExecutor {

    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final List<Duration> delays = new ArrayList<>();

    HurriedScheduler() {
        super(1);
    }

    synchronized List<Duration> delays() {
        return List.copyOf(delays);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Duration duration = Duration.of(delay, unit.toChronoUnit());
        if (duration.compareTo(HOUSEKEEPING) >= 0) {
            return super.schedule(command, delay, unit);
        }
        synchronized (this) {
            delays.add(duration);
        }
        return super.schedule(command, 0, unit);
    }
}
