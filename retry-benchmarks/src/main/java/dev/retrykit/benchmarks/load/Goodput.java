package dev.retrykit.benchmarks.load;

import java.time.Duration;
import java.util.OptionalInt;

/** What became of the calls of a run, by the second in which each began. */
final class Goodput {

    /** Over how many seconds it is asked whether calls succeed. */
    static final int WINDOW = 10;

    /** The part of the calls of a window that has to succeed. */
    static final double GOOD = 0.95;

    private final int outageBegin;
    private final int outageEnd;
    private final int[] began;
    private final int[] succeeded;
    private final int[] sent;

    Goodput(Outage outage, Duration length) {
        this.outageBegin = Math.toIntExact(outage.begin().toSeconds());
        this.outageEnd = Math.toIntExact(outage.end().toSeconds());
        int seconds = Math.toIntExact(length.toSeconds());
        this.began = new int[seconds];
        this.succeeded = new int[seconds];
        this.sent = new int[seconds];
    }

    void began(Duration begin) {
        began[second(begin)]++;
    }

    void succeeded(Duration begin) {
        succeeded[second(begin)]++;
    }

    /** An attempt reaches the server; those that come after the last call has begun are nobody's concern. */
    void sent(Duration now) {
        if (second(now) < sent.length) {
            sent[second(now)]++;
        }
    }

    private static int second(Duration time) {
        return Math.toIntExact(time.toSeconds());
    }

    int seconds() {
        return began.length;
    }

    /** The part of the calls that begin within a window from a second on and succeed. */
    double share(int from) {
        return (double) sum(succeeded, from, WINDOW) / sum(began, from, WINDOW);
    }

    /** Calls a second that begin within a window from a second on and succeed. */
    double perSecond(int from) {
        return (double) sum(succeeded, from, WINDOW) / WINDOW;
    }

    /**
     * How long after the end of the outage calls succeed again, and go on to: the first second after it from which on no
     * window falls below what is good.
     *
     * @return seconds, or nothing if the end of the run comes before
     */
    OptionalInt recovery() {
        int last = began.length - WINDOW;
        int from = last + 1;
        while (from > outageEnd && share(from - 1) >= GOOD) {
            from--;
        }
        return from > last ? OptionalInt.empty() : OptionalInt.of(from - outageEnd);
    }

    /** The part of the calls that begin within the last so many seconds and succeed. */
    double shareOfLast(int seconds) {
        int from = began.length - seconds;
        return (double) sum(succeeded, from, seconds) / sum(began, from, seconds);
    }

    /** How many attempts the server got beyond the calls, from the beginning of the outage to the end of the run. */
    int retries() {
        int retries = 0;
        for (int second = outageBegin; second < began.length; second++) {
            retries += sent[second] - began[second];
        }
        return retries;
    }

    private static int sum(int[] counts, int from, int seconds) {
        int sum = 0;
        for (int second = from; second < from + seconds; second++) {
            sum += counts[second];
        }
        return sum;
    }
}
