package dev.retrykit.logging;

import java.util.OptionalLong;

/** Lets few lines through in a span of time, and counts the others. Thread-safe. */
final class LineLimit {

    private boolean begun;
    private long beganNanos;
    private int lines;
    private volatile long leftOut;

    /** How many were left out before this line; empty if this one is to be left out too. */
    synchronized OptionalLong admit(long nowNanos) {
        if (isOver(nowNanos)) {
            begun = true;
            beganNanos = nowNanos;
            lines = 0;
        }
        if (lines == RetryLogger.LINES) {
            leftOut++;
            return OptionalLong.empty();
        }
        lines++;
        return OptionalLong.of(taken());
    }

    boolean leavesOut() {
        return leftOut > 0;
    }

    /** How many were left out in a span that is over and that nobody has been told of. */
    synchronized OptionalLong overdue(long nowNanos) {
        return leftOut > 0 && isOver(nowNanos) ? OptionalLong.of(taken()) : OptionalLong.empty();
    }

    private long taken() {
        long taken = leftOut;
        leftOut = 0;
        return taken;
    }

    private boolean isOver(long nowNanos) {
        return !begun || nowNanos - beganNanos >= RetryLogger.WINDOW.toNanos();
    }
}
