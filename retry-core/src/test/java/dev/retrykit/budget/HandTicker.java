package dev.retrykit.budget;

import dev.retrykit.time.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A ticker that stands still until it is moved, and counts how often it was read. */
final class HandTicker implements Ticker {

    private final AtomicLong now;
    private final AtomicLong readings = new AtomicLong();

    HandTicker() {
        this(0);
    }

    HandTicker(long start) {
        now = new AtomicLong(start);
    }

    @Override
    public long nanos() {
        readings.incrementAndGet();
        return now.get();
    }

    void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }

    long readings() {
        return readings.get();
    }
}
