package dev.retrykit.time;

import org.jspecify.annotations.Nullable;

/**
 * All pending actions of an alarm, the one that is due first before all others. Guarded by the alarm's lock.
 *
 * <p>Most delays of a service are fixed, or grow, so that most actions are due after all that were added before. These stand
 * in a row; the others are sorted into a heap.
 */
final class PendingQueue {

    private final PendingRow row = new PendingRow();
    private final PendingHeap heap = new PendingHeap();

    @Nullable Pending first() {
        return isFirstInRow() ? row.first() : heap.first();
    }

    /** When the first one is due; only where there is one. */
    long firstDueNanos() {
        return isFirstInRow() ? row.firstDueNanos() : heap.firstDueNanos();
    }

    private boolean isFirstInRow() {
        return row.first() != null && (heap.first() == null || row.firstDueNanos() - heap.firstDueNanos() <= 0);
    }

    void add(Pending pending, long due) {
        if (!row.add(pending, due)) {
            heap.add(pending, due);
        }
    }

    /** Removes an action, unless it is not in here any more. */
    void remove(Pending pending) {
        if (PendingRow.holds(pending)) {
            row.remove(pending);
        } else {
            heap.remove(pending);
        }
    }
}
