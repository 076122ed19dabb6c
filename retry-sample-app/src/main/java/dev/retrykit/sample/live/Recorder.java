package dev.retrykit.sample.live;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.time.Ticker;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Reads the figures of every retrier at each tick, and remembers the last two minutes. Thread-safe. */
final class Recorder {

    static final int REMEMBERED = 120;

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RetryRegistry registry;
    private final Ticker ticker;
    private final InstantSource wallClock;
    private final Map<String, DelayHistogram> delays = new ConcurrentHashMap<>();
    private final Deque<Moment> moments = new ArrayDeque<>();
    private Map<String, InstanceFigures> figures = Map.of();
    private long tickedNanos;

    Recorder(RetryRegistry registry, Ticker ticker, InstantSource wallClock) {
        this.registry = registry;
        this.ticker = ticker;
        this.wallClock = wallClock;
        registry.onRegistration(this::countDelays);
        figures = readAll();
        tickedNanos = ticker.nanos();
    }

    private void countDelays(Retrier retrier) {
        DelayHistogram histogram = delays.computeIfAbsent(retrier.name(), name -> new DelayHistogram());
        retrier.statistics().onWaitEnd(histogram::count);
    }

    /** Ends a second, and begins the next one. */
    synchronized Moment tick() {
        long now = ticker.nanos();
        Map<String, InstanceFigures> before = figures;
        figures = readAll();
        Map<String, Second> seconds = new LinkedHashMap<>();
        // A retrier that is new has done nothing before.
        figures.forEach((name, after) -> seconds.put(name, Second.between(before.getOrDefault(name, after), after)));
        Moment moment = new Moment(wallClock.millis(), (now - tickedNanos) / NANOS_PER_SECOND, seconds);
        tickedNanos = now;
        moments.addLast(moment);
        if (moments.size() > REMEMBERED) {
            moments.removeFirst();
        }
        return moment;
    }

    /** The figures of the last tick. */
    synchronized List<InstanceFigures> figures() {
        return List.copyOf(figures.values());
    }

    synchronized History history() {
        return new History(DelayHistogram.BOUNDS_MILLIS, List.copyOf(moments));
    }

    private Map<String, InstanceFigures> readAll() {
        Map<String, InstanceFigures> all = new LinkedHashMap<>();
        for (Retrier retrier : registry.all()) {
            DelayHistogram histogram = delays.computeIfAbsent(retrier.name(), name -> new DelayHistogram());
            all.put(retrier.name(), InstanceFigures.of(retrier, histogram));
        }
        return all;
    }
}
