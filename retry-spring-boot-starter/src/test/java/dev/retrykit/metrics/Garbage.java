package dev.retrykit.metrics;

import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;

/** Makes the collector run, and sees that it did. */
final class Garbage {

    private static final int ENOUGH = 100;

    private Garbage() {}

    /** Collects until an object made for the purpose is gone. */
    static void collect() {
        collect(new WeakReference<>(new Object()));
    }

    /** Collects until this object is gone, or gives up. */
    static void collect(WeakReference<?> reference) {
        BooleanSupplier gone = () -> reference.get() == null;
        for (int i = 0; i < ENOUGH && !gone.getAsBoolean(); i++) {
            System.gc();
        }
    }
}
