package dev.retrykit.backoff;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The delays before the first retries, and short ways to write expected ones. */
final class Series {

    private Series() {}

    static List<Duration> nominal(Backoff backoff, int retries) {
        return IntStream.rangeClosed(1, retries)
                .mapToObj(backoff::nominalBefore)
                .toList();
    }

    static List<Duration> drawn(Backoff backoff, RandomGenerator random, int retries) {
        List<Duration> delays = new ArrayList<>();
        Duration previous = Duration.ZERO;
        for (int retry = 1; retry <= retries; retry++) {
            previous = backoff.delayBefore(retry, previous, random);
            delays.add(previous);
        }
        return delays;
    }

    static List<Duration> millis(long... delays) {
        return LongStream.of(delays).mapToObj(Duration::ofMillis).toList();
    }

    static List<Duration> seconds(long... delays) {
        return LongStream.of(delays).mapToObj(Duration::ofSeconds).toList();
    }
}
