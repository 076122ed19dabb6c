package dev.retrykit;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The wait of a blocking call: its thread is parked until its time has come or the gate wakes it. */
final class ThreadWait extends Gate.Wait implements BooleanSupplier {

    private final Thread thread = Thread.currentThread();
    private volatile boolean woken;

    @Override
    void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    @Override
    public boolean getAsBoolean() {
        return woken;
    }
}
