package dev.retrykit.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of pending actions by due time, in which each knows its place: taking one back costs O(log n) where
 * {@link java.util.PriorityQueue} would search. Guarded by the alarm's lock.
 */
final class PendingHeap {

    private static final int SMALLEST = 16;

    private @Nullable Pending[] entries = new @Nullable Pending[SMALLEST];
    private int size;

    @Nullable Pending first() {
        return entries[0];
    }

    void add(Pending pending) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        siftUp(size++, pending);
    }

    void remove(Pending pending) {
        int index = pending.index;
        if (index < 0) {
            return;
        }
        pending.index = -1;
        Pending last = entries[--size];
        entries[size] = null;
        if (last != null && last != pending) {
            siftDown(index, last);
            if (last.index == index) {
                siftUp(index, last);
            }
        }
        if (size < entries.length / 4 && entries.length > SMALLEST) {
            entries = Arrays.copyOf(entries, entries.length / 2);
        }
    }

    private void siftUp(int from, Pending pending) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            Pending above = entries[parent];
            if (above == null || !isBefore(pending, above)) {
                break;
            }
            put(index, above);
            index = parent;
        }
        put(index, pending);
    }

    private void siftDown(int from, Pending pending) {
        int index = from;
        while (true) {
            int child = 2 * index + 1;
            if (child >= size) {
                break;
            }
            Pending below = entries[child];
            Pending right = child + 1 < size ? entries[child + 1] : null;
            if (right != null && below != null && isBefore(right, below)) {
                below = right;
                child++;
            }
            if (below == null || !isBefore(below, pending)) {
                break;
            }
            put(index, below);
            index = child;
        }
        put(index, pending);
    }

    private void put(int index, Pending pending) {
        entries[index] = pending;
        pending.index = index;
    }

    private static boolean isBefore(Pending left, Pending right) {
        return left.dueNanos - right.dueNanos < 0;
    }
}
