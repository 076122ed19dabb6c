package dev.retrykit.sources;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;

/** Short ways to write expected times. */
final class Times {

    private Times() {}

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    static List<Duration> allSeconds(double... seconds) {
        return DoubleStream.of(seconds).mapToObj(Times::seconds).toList();
    }

    /** The most that can be drawn from a range that ends before these. */
    static List<Duration> justBelow(double... seconds) {
        return allSeconds(seconds).stream().map(each -> each.minusNanos(1)).toList();
    }
}
