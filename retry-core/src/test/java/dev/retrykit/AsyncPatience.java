package dev.retrykit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for other threads, for the tests that need real ones. */
final class AsyncPatience {

    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

    private AsyncPatience() {}

    /** Looks again and again until something is so; false if it has not become so in 30 s. */
    static boolean until(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LONGEST_NANOS) {
                return false;
            }
            LockSupport.parkNanos(100_000);
        }
        return true;
    }
}
