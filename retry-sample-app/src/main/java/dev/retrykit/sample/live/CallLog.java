package dev.retrykit.sample.live;

import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryListener;
import dev.retrykit.sample.live.AttemptClock.Time;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last calls, and apart from them the last ones that did not go smoothly, which a busy second would wash
 * away. Thread-safe. It follows blocking calls, which are all that the storefront makes.
 */
final class CallLog implements RetryListener {

    static final int REMEMBERED = 12;

    private final Map<Key, RunningCall> running = new ConcurrentHashMap<>();
    private final Deque<Timeline> last = new ArrayDeque<>();
    private final Deque<Timeline> lastRough = new ArrayDeque<>();
    private final AttemptClock clock;
    private final InstantSource wallClock;

    CallLog(AttemptClock clock, InstantSource wallClock) {
        this.clock = clock;
        this.wallClock = wallClock;
    }

    @Override
    public boolean wantsFirstTrySuccesses() {
        return true;
    }

    @Override
    public void on(RetryEvent event) {
        Key key = new Key(event.retrier(), event.call());
        if (event instanceof RetryEvent.AttemptFailed failed) {
            addAttempt(key, typeOf(failed.failure() == null ? failed.result() : failed.failure()));
        } else if (event instanceof RetryEvent.CallSucceeded) {
            addAttempt(key, null);
            end(key, Timeline.SUCCESS);
        } else if (event instanceof RetryEvent.CallEnded ended) {
            end(key, ended.reason().code());
        }
    }

    /** The last calls, the latest first. */
    synchronized List<Timeline> last() {
        return List.copyOf(last);
    }

    /** The last calls that needed a retry or did not succeed, the latest first. */
    synchronized List<Timeline> lastRough() {
        return List.copyOf(lastRough);
    }

    private void addAttempt(Key key, @Nullable String failure) {
        Time time = clock.take();
        running.computeIfAbsent(key, first -> new RunningCall(time)).add(time, failure);
    }

    private void end(Key key, String outcome) {
        RunningCall ended = running.remove(key);
        // A call whose first attempt never ran, because another scope threw, has nothing to show.
        if (ended != null) {
            remember(ended.ended(key.instance(), key.call(), outcome, wallClock.millis()));
        }
    }

    private synchronized void remember(Timeline timeline) {
        push(last, timeline);
        if (!timeline.wasSmooth()) {
            push(lastRough, timeline);
        }
    }

    private static void push(Deque<Timeline> timelines, Timeline timeline) {
        timelines.addFirst(timeline);
        if (timelines.size() > REMEMBERED) {
            timelines.removeLast();
        }
    }

    private static String typeOf(@Nullable Object outcome) {
        return outcome == null ? "null" : outcome.getClass().getSimpleName();
    }

    private record Key(String instance, long call) {}
}
