package dev.retrykit.time;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Parks the thread until its time has come; a park may end for no reason, so the clock decides. */
enum ParkingSleeper implements Sleeper {
    INSTANCE;

    @Override
    public void sleep(Duration delay, BooleanSupplier over) throws InterruptedException {
        long total = saturatedNanos(delay);
        long start = System.nanoTime();
        for (long left = total; left > 0; left = total - (System.nanoTime() - start)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (over.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(this, left);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static long saturatedNanos(Duration delay) {
        try {
            return delay.toNanos();
        } catch (ArithmeticException beyond292Years) {
            return Long.MAX_VALUE;
        }
    }
}
