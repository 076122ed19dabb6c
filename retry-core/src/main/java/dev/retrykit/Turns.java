package dev.retrykit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs steps one after another, in the order in which they came, on the threads that bring them: a thread that finds
 * another one at it leaves its step to that one. So nobody waits, and no lock is held while other people's code runs.
 */
final class Turns {

    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();

    /** Steps must not throw. */
    void take(Runnable step) {
        steps.add(step);
        if (unfinished.getAndIncrement() > 0) {
            return;
        }
        do {
            Runnable next = steps.poll();
            if (next != null) {
                next.run();
            }
        } while (unfinished.decrementAndGet() > 0);
    }
}
