package dev.retrykit.sample.live;

import dev.retrykit.Attempt;
import dev.retrykit.AttemptScope;
import dev.retrykit.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Times attempts. Events say that an attempt has ended, on the thread that made it, and not when it began: this one
 * remembers that for each thread.
 */
final class AttemptClock implements AttemptScope {

    private static final ThreadLocal<@Nullable Time> LAST = new ThreadLocal<>();

    private final Ticker ticker;

    AttemptClock(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Scope enter(Attempt attempt) {
        long began = ticker.nanos();
        // Of attempts inside each other the outer one ends last, and is the one that is told of next.
        return () -> LAST.set(new Time(began, ticker.nanos()));
    }

    /** The attempt that ended last on this thread, once; one without length now, where none is known. */
    Time take() {
        Time taken = LAST.get();
        LAST.remove();
        long now = ticker.nanos();
        return taken == null ? new Time(now, now) : taken;
    }

    /**
     * When an attempt was made.
     *
     * @param beganNanos the ticker's reading at its beginning
     * @param endedNanos the ticker's reading at its end
     */
    record Time(long beganNanos, long endedNanos) {}
}
