package dev.retrykit.backoff;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Delays written one by one, the last of which repeats. */
record Delays(List<Duration> delays) implements Formula {

    Delays {
        Objects.requireNonNull(delays, "delays must not be null");
        if (delays.isEmpty()) {
            throw new IllegalArgumentException("delays must hold at least one delay, but was []");
        }
        List<Duration> checked = new ArrayList<>(delays.size());
        for (Duration delay : delays) {
            checked.add(Check.duration("delays[" + checked.size() + "]", delay));
        }
        delays = List.copyOf(checked);
    }

    @Override
    public long nominalNanos(int retry) {
        return delay(retry).toNanos();
    }

    @Override
    public Duration delayBefore(int retry, Duration previous, RandomGenerator random) {
        Check.draw(retry, previous, random);
        return delay(retry);
    }

    @Override
    public Duration nominalBefore(int retry) {
        Check.retry(retry);
        return delay(retry);
    }

    @Override
    public String toString() {
        return delays.stream().map(Text::of).collect(Collectors.joining(", ", "delays ", ""));
    }

    private Duration delay(int retry) {
        return delays.get(Math.min(retry, delays.size()) - 1);
    }
}
