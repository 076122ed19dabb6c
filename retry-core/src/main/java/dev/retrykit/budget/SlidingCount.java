package dev.retrykit.budget;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A count of what happened within the last {@value #STEPS} steps of time, lock-free.
 *
 * <p>Each step has a slot, used again {@value #STEPS} steps later. A slot keeps the number of its step beside its count
 * in one word, so whoever clears it for a new step takes exactly what it held out of the total, once; what a slow
 * thread counts afterwards is counted in the new step and forgotten with it.
 */
final class SlidingCount {

    /** A power of two, so that the number of a step gives its slot. */
    static final int STEPS = 128;

    /** The low bits of a slot hold its count, the others its step: 67 million, and 68 years of the shortest steps. */
    private static final int COUNT_BITS = 26;

    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final AtomicLongArray slots = new AtomicLongArray(STEPS);
    private final AtomicLong newestStep = new AtomicLong();
    private final AtomicLong total = new AtomicLong();

    /** What was counted in the last steps up to the one given last to {@link #moveTo}. */
    long total() {
        return total.get();
    }

    /** Forgets what is too old at {@code step}; a step that is over already changes nothing. */
    void moveTo(long step) {
        long newest = newestStep.get();
        if (step <= newest) {
            return;
        }
        for (long next = Math.max(newest + 1, step - STEPS + 1); next <= step; next++) {
            clearFor(next);
        }
        // Only after the slots are clear: until then each thread that comes by clears them itself.
        while (newest < step && !newestStep.compareAndSet(newest, step)) {
            newest = newestStep.get();
        }
    }

    private void clearFor(long step) {
        int slot = slot(step);
        long seen = slots.get(slot);
        while (seen >>> COUNT_BITS < step) {
            if (slots.compareAndSet(slot, seen, step << COUNT_BITS)) {
                total.addAndGet(-(seen & COUNT_MASK));
                return;
            }
            seen = slots.get(slot);
        }
    }

    /** Counts one, whatever the total. */
    void add(long step) {
        total.incrementAndGet();
        place(step);
    }

    /** Raises the total by one if it is below the limit. Who succeeds has to {@link #place} that one. */
    boolean raiseBelow(long limit) {
        long seen;
        do {
            seen = total.get();
            if (seen >= limit) {
                return false;
            }
        } while (!total.compareAndSet(seen, seen + 1));
        return true;
    }

    /** Says in which step the total was raised. Returns the step with which it will be forgotten: that, or a newer one. */
    long place(long step) {
        return slots.getAndIncrement(slot(step)) >>> COUNT_BITS;
    }

    /** Takes back one that was placed; does nothing if it is forgotten already. */
    void remove(long placedStep) {
        int slot = slot(placedStep);
        long seen = slots.get(slot);
        while (seen >>> COUNT_BITS == placedStep && (seen & COUNT_MASK) > 0) {
            if (slots.compareAndSet(slot, seen, seen - 1)) {
                total.decrementAndGet();
                return;
            }
            seen = slots.get(slot);
        }
    }

    private static int slot(long step) {
        return (int) step & (STEPS - 1);
    }
}
