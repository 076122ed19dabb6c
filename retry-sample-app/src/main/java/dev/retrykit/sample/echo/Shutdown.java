package dev.retrykit.sample.echo;

import java.util.concurrent.TimeUnit;

/** Waits until a server or channel that was told to stop has let go of its port. */
@FunctionalInterface
interface Shutdown {

    boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException;

    static void await(Shutdown shutdown) {
        try {
            shutdown.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
