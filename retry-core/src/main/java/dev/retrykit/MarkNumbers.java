package dev.retrykit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers of the marks of this process: whoever sets one draws the next, and an attempt heeds only those that are newer
 * than itself.
 *
 * <p>Every attempt asks for the latest one. That is why it is not kept in the mark itself, which is a {@link Throwable}:
 * the JVM's compiler does not inline methods of those.
 */
final class MarkNumbers {

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private MarkNumbers() {}

    /** The number of the latest mark in this process; a mark set later has a higher one. */
    static long latest() {
        return SEQUENCE.getOpaque();
    }

    static long draw() {
        return SEQUENCE.incrementAndGet();
    }
}
