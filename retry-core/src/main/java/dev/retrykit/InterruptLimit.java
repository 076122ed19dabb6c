package dev.retrykit;

import dev.retrykit.time.Alarm;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Interrupts a blocking attempt that is over its limit, and takes the interrupt back when the attempt has ended.
 *
 * <p>A flag that was set before the attempt is foreign and stays. If it was clear and we interrupted, it is cleared
 * afterwards, whoever set it last: clients that catch {@link InterruptedException} set it again, and that cannot be told
 * from somebody else's interrupt in that window.
 */
final class InterruptLimit implements Runnable {

    private enum Phase {
        RUNNING,
        INTERRUPTING,
        INTERRUPTED,
        ENDED
    }

    private final Thread thread = Thread.currentThread();
    private final boolean flagIsForeign;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.RUNNING);

    private InterruptLimit(boolean flagIsForeign) {
        this.flagIsForeign = flagIsForeign;
    }

    /** Begins to watch the calling thread. */
    static Watch on(Alarm alarm, Duration limit, boolean flagIsForeign) {
        InterruptLimit watched = new InterruptLimit(flagIsForeign);
        Alarm.Handle handle = Limits.set(alarm, limit, watched);
        return () -> {
            handle.cancel();
            return watched.end();
        };
    }

    /** What is left to do for one who watches: to stop it. */
    @FunctionalInterface
    interface Watch {

        /** Stops watching; true if the attempt was interrupted. Called on the watched thread. */
        boolean end();
    }

    @Override
    public void run() {
        if (phase.compareAndSet(Phase.RUNNING, Phase.INTERRUPTING)) {
            thread.interrupt();
            phase.set(Phase.INTERRUPTED);
        }
    }

    private boolean end() {
        if (phase.compareAndSet(Phase.RUNNING, Phase.ENDED)) {
            return false;
        }
        while (phase.get() != Phase.INTERRUPTED) {
            Thread.onSpinWait();
        }
        if (!flagIsForeign) {
            clearFlag();
        }
        return true;
    }

    @SuppressWarnings("CheckReturnValue")
    private static void clearFlag() {
        Thread.interrupted();
    }
}
