package dev.retrykit.time;

import org.jspecify.annotations.Nullable;

/**
 * Pending actions that were added in the order in which they are due, as those of one fixed delay or time limit are. Adding
 * one, taking one back and removing the first cost the same however many there are. Guarded by the alarm's lock.
 *
 * <p>A ring of places. What is taken back from the middle leaves a hole; the holes go when the ring is full.
 */
final class PendingRow {

    private static final int SMALLEST = 16;

    /** The {@link Pending#index} of what is at the first place; further places count down, since a heap's count up. */
    private static final int FIRST_INDEX = -2;

    private @Nullable Pending[] entries = new @Nullable Pending[SMALLEST];
    private long[] dueNanos = new long[SMALLEST];

    /** Where the first one is; never a hole. */
    private int head;

    /** How many places are taken from there on, holes among them; the last one is never a hole. */
    private int length;

    private int size;

    /** Whether an action is in here; it may be in a heap instead. */
    static boolean holds(Pending pending) {
        return pending.index <= FIRST_INDEX;
    }

    @Nullable Pending first() {
        return entries[head];
    }

    /** When the first one is due; only where there is one. */
    long firstDueNanos() {
        return dueNanos[head];
    }

    /** Adds what is not due before the last one; false if it is, and then it is not added. */
    boolean add(Pending pending, long due) {
        if (length > 0 && due - dueNanos[place(length - 1)] < 0) {
            return false;
        }
        if (length == entries.length) {
            resize(size > entries.length / 2 ? entries.length * 2 : entries.length);
        }
        put(place(length++), pending, due);
        size++;
        return true;
    }

    /** Removes what is in here. */
    void remove(Pending pending) {
        entries[FIRST_INDEX - pending.index] = null;
        pending.index = -1;
        size--;
        while (length > 0 && entries[head] == null) {
            head = place(1);
            length--;
        }
        while (length > 0 && entries[place(length - 1)] == null) {
            length--;
        }
        if (size < entries.length / 4 && entries.length > SMALLEST) {
            resize(entries.length / 2);
        }
    }

    private int place(int afterHead) {
        return (head + afterHead) & (entries.length - 1);
    }

    /** Moves all to the beginning of another ring, without the holes. */
    private void resize(int places) {
        @Nullable Pending[] before = entries;
        long[] dueBefore = dueNanos;
        int from = head;
        int until = length;
        entries = new @Nullable Pending[places];
        dueNanos = new long[places];
        head = 0;
        length = 0;
        for (int i = 0; i < until; i++) {
            int place = (from + i) & (before.length - 1);
            Pending moved = before[place];
            if (moved != null) {
                put(length++, moved, dueBefore[place]);
            }
        }
    }

    private void put(int place, Pending pending, long due) {
        entries[place] = pending;
        dueNanos[place] = due;
        pending.index = FIRST_INDEX - place;
    }
}
