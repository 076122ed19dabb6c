package dev.retrykit.benchmarks.load;

import java.time.Duration;

/**
 * A time in which a server serves nothing.
 *
 * @param begin when it begins, from the start of the run
 * @param length how long it takes
 * @param refuses whether what arrives meanwhile is refused at once; otherwise it is left to wait
 */
record Outage(Duration begin, Duration length, boolean refuses) {

    Duration end() {
        return begin.plus(length);
    }

    boolean covers(Duration now) {
        return now.compareTo(begin) >= 0 && now.compareTo(end()) < 0;
    }
}
