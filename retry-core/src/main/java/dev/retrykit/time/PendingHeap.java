package dev.retrykit.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A heap of pending actions by due time, in which each knows its place: taking one back costs O(log n) where
 * {@link java.util.PriorityQueue} would search. Guarded by the alarm's lock.
 *
 * <p>With a million pending the memory is what is slow, so each node has four children, whose times lie side by side and
 * apart from the actions: half as many levels, and one look at each.
 */
final class PendingHeap {

    private static final int SMALLEST = 16;
    private static final int CHILDREN = 4;

    private @Nullable Pending[] entries = new @Nullable Pending[SMALLEST];
    private long[] dueNanos = new long[SMALLEST];
    private int size;

    @Nullable Pending first() {
        return entries[0];
    }

    /** When the first one is due; only where there is one. */
    long firstDueNanos() {
        return dueNanos[0];
    }

    void add(Pending pending, long due) {
        if (size == entries.length) {
            resize(size * 2);
        }
        siftUp(size++, pending, due);
    }

    void remove(Pending pending) {
        int index = pending.index;
        if (index < 0) {
            return;
        }
        pending.index = -1;
        Pending last = entries[--size];
        long due = dueNanos[size];
        entries[size] = null;
        if (last != null && last != pending) {
            siftDown(index, last, due);
            if (last.index == index) {
                siftUp(index, last, due);
            }
        }
        if (size < entries.length / 4 && entries.length > SMALLEST) {
            resize(entries.length / 2);
        }
    }

    private void resize(int length) {
        entries = Arrays.copyOf(entries, length);
        dueNanos = Arrays.copyOf(dueNanos, length);
    }

    private void siftUp(int from, Pending pending, long due) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) / CHILDREN;
            if (!isBefore(due, dueNanos[parent])) {
                break;
            }
            move(parent, index);
            index = parent;
        }
        put(index, pending, due);
    }

    private void siftDown(int from, Pending pending, long due) {
        int index = from;
        while (true) {
            int child = earliestChild(index);
            if (child < 0 || !isBefore(dueNanos[child], due)) {
                break;
            }
            move(child, index);
            index = child;
        }
        put(index, pending, due);
    }

    /** The place of the child that is due first; negative where there is none. */
    private int earliestChild(int parent) {
        int first = CHILDREN * parent + 1;
        if (first >= size || first < 0) {
            return -1;
        }
        int earliest = first;
        int end = Math.min(first + CHILDREN, size);
        for (int child = first + 1; child < end; child++) {
            if (isBefore(dueNanos[child], dueNanos[earliest])) {
                earliest = child;
            }
        }
        return earliest;
    }

    private void move(int from, int to) {
        Pending moved = entries[from];
        if (moved != null) {
            put(to, moved, dueNanos[from]);
        }
    }

    private void put(int index, Pending pending, long due) {
        entries[index] = pending;
        dueNanos[index] = due;
        pending.index = index;
    }

    private static boolean isBefore(long left, long right) {
        return left - right < 0;
    }
}
