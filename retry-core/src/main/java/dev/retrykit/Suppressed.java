package dev.retrykit;

/** What failures bear beside themselves. A constant that is thrown in call after call must not collect without end. */
final class Suppressed {

    private Suppressed() {}

    /** Adds one, unless the failure bears one of its type already. */
    static void add(Throwable failure, Throwable another) {
        if (failure == another) {
            return;
        }
        synchronized (failure) {
            for (Throwable borne : failure.getSuppressed()) {
                if (borne.getClass() == another.getClass()) {
                    return;
                }
            }
            failure.addSuppressed(another);
        }
    }
}
