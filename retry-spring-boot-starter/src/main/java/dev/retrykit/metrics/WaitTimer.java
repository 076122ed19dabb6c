package dev.retrykit.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Times the waits of one retrier. It remembers the timer that it used last, since to find one takes longer than all else at
 * the end of a wait, and a million may end at once. Holds neither timer nor registry. Thread-safe.
 */
final class WaitTimer {

    private final Meter.Id delay;
    private volatile @Nullable Found last;

    WaitTimer(Meter.Id delay) {
        this.delay = delay;
    }

    void record(MeterRegistry registry, Duration wait) {
        Found known = last;
        Timer timer = known != null && known.registry.refersTo(registry) ? known.timer.get() : null;
        if (timer == null) {
            timer = OwnedMeters.timer(delay, registry);
            last = new Found(new WeakReference<>(registry), new WeakReference<>(timer));
        }
        timer.record(wait);
    }

    private record Found(WeakReference<MeterRegistry> registry, WeakReference<Timer> timer) {}
}
