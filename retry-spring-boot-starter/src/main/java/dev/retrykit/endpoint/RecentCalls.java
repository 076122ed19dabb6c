package dev.retrykit.endpoint;

import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryEvent.CallEnded;
import dev.retrykit.event.RetryListener;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A listener that keeps the last {@value #KEPT} exhausted calls of each instance, as texts and numbers: no failure is kept
 * alive.
 *
 * <p>Thread-safe.
 */
public final class RecentCalls implements RetryListener {

    /** How many calls are kept for each instance: {@value}. */
    public static final int KEPT = 20;

    private final InstantSource clock;
    private final Map<String, Deque<ExhaustedCall>> calls = new ConcurrentHashMap<>();

    /**
     * A listener that has been told nothing.
     *
     * @param clock what time it is when a call ends
     */
    public RecentCalls(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock must not be null");
    }

    @Override
    public void on(RetryEvent event) {
        if (event instanceof CallEnded ended && ended.reason().exhausted()) {
            keep(ended.retrier(), callOf(ended));
        }
    }

    private void keep(String name, ExhaustedCall call) {
        Deque<ExhaustedCall> kept = calls.computeIfAbsent(name, first -> new ArrayDeque<>(KEPT));
        synchronized (kept) {
            if (kept.size() == KEPT) {
                kept.removeLast();
            }
            kept.addFirst(call);
        }
    }

    private ExhaustedCall callOf(CallEnded ended) {
        Throwable failure = ended.failure();
        return new ExhaustedCall(
                clock.instant().toString(),
                ended.attempts(),
                ended.reason().code(),
                ended.sinceFirstFailure().toString(),
                failure == null ? null : failure.getClass().getName(),
                failure == null ? null : failure.getMessage());
    }

    /** The last one first. */
    List<ExhaustedCall> of(String name) {
        Deque<ExhaustedCall> kept = calls.get(name);
        if (kept == null) {
            return List.of();
        }
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }
}
