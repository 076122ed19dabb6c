package dev.retrykit.sample.live;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/** Counts waits by their length. Thread-safe. */
final class DelayHistogram {

    /** The upper bounds of all columns but the last, in milliseconds; a wait of exactly that long is in the next one. */
    static final List<Long> BOUNDS_MILLIS = List.of(25L, 50L, 100L, 200L, 400L, 800L, 1_600L, 3_200L);

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_MILLIS.size() + 1);

    void count(Duration wait) {
        int column = 0;
        while (column < BOUNDS_MILLIS.size() && wait.toMillis() >= BOUNDS_MILLIS.get(column)) {
            column++;
        }
        counts.incrementAndGet(column);
    }

    /** How many waits each column has counted. */
    List<Long> counts() {
        return LongStream.range(0, counts.length())
                .mapToObj(column -> counts.get((int) column))
                .toList();
    }
}
