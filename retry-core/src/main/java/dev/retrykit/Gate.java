package dev.retrykit;

import dev.retrykit.time.Pending;
import org.jspecify.annotations.Nullable;

/**
 * Where calls wait between attempts, so that a registry that stops can wake them. Closed between a stop and a restart.
 *
 * <p>Waiting calls are a linked list whose links are in the waits themselves: entering and leaving is O(1) and allocates
 * nothing, also with a million of them.
 */
final class Gate {

    private final boolean everCloses;
    private final Wait head = new Head();
    private final Wait resting = new Head();
    private volatile boolean closed;

    private Gate(boolean everCloses) {
        this.everCloses = everCloses;
    }

    static Gate alwaysOpen() {
        return new Gate(false);
    }

    static Gate open() {
        return new Gate(true);
    }

    boolean closed() {
        return closed;
    }

    /** Lets a wait begin, unless the gate is closed. */
    boolean enter(Wait wait) {
        if (!everCloses) {
            return true;
        }
        synchronized (head) {
            if (closed) {
                return false;
            }
            append(wait, head);
            return true;
        }
    }

    /** Lets a wait rest until the gate reopens; false if it is not closed. */
    boolean rest(Wait wait) {
        synchronized (head) {
            if (closed) {
                append(wait, resting);
            }
            return closed;
        }
    }

    private static void append(Wait wait, Wait list) {
        wait.previous = list.previous;
        wait.next = list;
        requireLinked(list.previous).next = wait;
        list.previous = wait;
    }

    void leave(Wait wait) {
        if (!everCloses) {
            return;
        }
        synchronized (head) {
            Wait next = wait.next;
            Wait previous = wait.previous;
            if (next != null && previous != null) {
                previous.next = next;
                next.previous = previous;
                wait.next = null;
                wait.previous = null;
            }
        }
    }

    /** Closes, and wakes all who wait: those who come after a reopening meanwhile are not among them. */
    void close() {
        Wait waiting = new Head();
        synchronized (head) {
            closed = true;
            moveAll(head, waiting);
        }
        for (Wait first = takeFirst(waiting); first != null; first = takeFirst(waiting)) {
            first.wake();
        }
    }

    void reopen() {
        Wait rested = new Head();
        synchronized (head) {
            closed = false;
            moveAll(resting, rested);
        }
        for (Wait first = takeFirst(rested); first != null; first = takeFirst(rested)) {
            first.reopened();
        }
    }

    private static void moveAll(Wait from, Wait to) {
        Wait first = requireLinked(from.next);
        Wait last = requireLinked(from.previous);
        if (first == from) {
            return;
        }
        to.next = first;
        first.previous = to;
        to.previous = last;
        last.next = to;
        from.next = from;
        from.previous = from;
    }

    private @Nullable Wait takeFirst(Wait list) {
        synchronized (head) {
            Wait first = requireLinked(list.next);
            if (first == list) {
                return null;
            }
            leave(first);
            return first;
        }
    }

    private static Wait requireLinked(@Nullable Wait wait) {
        if (wait == null) {
            throw new IllegalStateException("the list of waits is broken");
        }
        return wait;
    }

    /** One wait of one call, whether its own thread or an alarm tells its time; its links are guarded by the gate. */
    abstract static class Wait extends Pending {

        private @Nullable Wait next;
        private @Nullable Wait previous;

        /** Ends the wait because the gate has closed. */
        abstract void wake();

        /** Ends the wait because its time has come, where an alarm tells it. */
        @Override
        public void run() {}

        /** Ends the rest because the gate is open again. */
        void reopened() {}
    }

    /** Both ends of a list. */
    private static final class Head extends Wait {

        Head() {
            super.next = this;
            super.previous = this;
        }

        @Override
        void wake() {}
    }
}
