package dev.retrykit.spring;

import java.util.Arrays;

/**
 * The intervals of a back-off before they are drawn. Each is cut to whole milliseconds before the next is made of it, so
 * there is no formula for the n-th: they are listed until they no longer change, which nearly all do within a few dozen.
 */
final class Intervals {

    private static final int MOST_LISTED = 1024;

    private final long[] listed;
    private final double multiplier;
    private final long max;

    private Intervals(long[] listed, double multiplier, long max) {
        this.listed = listed;
        this.multiplier = multiplier;
        this.max = max;
    }

    static Intervals of(long delay, double multiplier, long max) {
        long[] listed = new long[MOST_LISTED];
        listed[0] = delay;
        int count = 1;
        while (count < MOST_LISTED) {
            long last = listed[count - 1];
            long next = last >= max ? max : Math.min((long) (last * multiplier), max);
            if (next == last) {
                break;
            }
            listed[count++] = next;
        }
        return new Intervals(Arrays.copyOf(listed, count), multiplier, max);
    }

    /** The interval before a retry, from 1. */
    long before(int retry) {
        if (retry <= listed.length) {
            return listed[retry - 1];
        }
        long last = listed[listed.length - 1];
        // Beyond the list it grows only where the list was too short for it.
        return listed.length < MOST_LISTED
                ? last
                : (long) Math.min(last * Math.pow(multiplier, retry - MOST_LISTED), (double) max);
    }
}
