package dev.retrykit.testing;

import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A listener that remembers every event, first-try successes included. Thread-safe.
 *
 * <pre>{@code
 * RecordingListener listener = new RecordingListener();
 * Retrier retrier = Retrier.builder("payments").listeners(List.of(listener)).build();
 * …
 * assertThat(listener.events(RetryEvent.RetryScheduled.class)).hasSize(2);
 * }</pre>
 */
public final class RecordingListener implements RetryListener {

    private final List<RetryEvent> events = new CopyOnWriteArrayList<>();

    /** Makes a listener that has heard nothing yet. */
    public RecordingListener() {}

    @Override
    public void on(RetryEvent event) {
        events.add(event);
    }

    @Override
    public boolean wantsFirstTrySuccesses() {
        return true;
    }

    /**
     * All events so far, in the order in which they were told.
     *
     * @return a copy
     */
    public List<RetryEvent> events() {
        return List.copyOf(events);
    }

    /**
     * The events of one kind so far, in order.
     *
     * @param kind the kind
     * @param <E> the kind
     * @return a copy
     */
    public <E extends RetryEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
