package dev.retrykit;

import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryListener;
import dev.retrykit.event.StopReason;
import dev.retrykit.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one place that counts, and tells listeners, what happened. Makes events only if somebody listens. */
final class Reporter {

    private final String name;
    private final RetryStatistics statistics = new RetryStatistics();
    private volatile List<RetryListener> listeners;
    private volatile List<RetryListener> firstTryListeners;
    private final Complaints complaints;
    private final Ticker ticker;
    private final AtomicLong callNumbers = new AtomicLong();

    Reporter(String name, List<RetryListener> listeners, Ticker ticker) {
        this.name = name;
        this.listeners = List.copyOf(listeners);
        this.firstTryListeners = wantingFirstTries(listeners);
        this.ticker = ticker;
        this.complaints = new Complaints(name, ticker);
    }

    RetryStatistics statistics() {
        return statistics;
    }

    private static List<RetryListener> wantingFirstTries(List<RetryListener> listeners) {
        return listeners.stream().filter(RetryListener::wantsFirstTrySuccesses).toList();
    }

    /** Tells one more from now on; not one that is told already. */
    synchronized void add(RetryListener listener) {
        if (listeners.stream().noneMatch(present -> present == listener)) {
            List<RetryListener> more = new ArrayList<>(listeners);
            more.add(listener);
            firstTryListeners = wantingFirstTries(more);
            listeners = List.copyOf(more);
        }
    }

    boolean wantsFirstTrySuccesses() {
        return !firstTryListeners.isEmpty();
    }

    long drawCallNumber() {
        return callNumbers.incrementAndGet();
    }

    void retryBegan() {
        statistics.retryBegan();
    }

    /** The answer is for {@link #waitEnded}. */
    long waitBegan() {
        long now = ticker.nanos();
        statistics.waitBegan();
        return now;
    }

    void waitEnded(long beganNanos) {
        statistics.waitEnded();
        if (statistics.waitListeners().isEmpty()) {
            return;
        }
        Duration waited = Nanos.toDuration(Math.max(0, ticker.nanos() - beganNanos));
        for (Consumer<? super Duration> listener : statistics.waitListeners()) {
            try {
                listener.accept(waited);
            } catch (Exception thrown) {
                misbehaved(listener, thrown);
            }
        }
    }

    void attemptFailed(CallState call) {
        if (call.failure() == null) {
            statistics.unacceptable();
        } else {
            statistics.failure();
        }
        ObservedCall observed = call.observed();
        if (observed != null) {
            guarded(observed, () -> observed.attemptFailed(call.attempt(), call.failure()));
        }
        if (!listeners.isEmpty()) {
            tell(
                    listeners,
                    new RetryEvent.AttemptFailed(name, call.number(), call.attempt(), call.failure(), call.result()));
        }
    }

    void retryScheduled(CallState call) {
        if (!listeners.isEmpty()) {
            tell(listeners, new RetryEvent.RetryScheduled(name, call.number(), call.attempt() + 1, call.delay));
        }
    }

    /** The attempt is the one that brought the value. */
    void succeeded(CallState call, int attempt) {
        conclude(call);
        statistics.success(call.attempt());
        try {
            tellOfSuccess(call);
        } finally {
            ObservedCall observed = call.observed();
            if (observed != null) {
                guarded(observed, () -> observed.succeeded(attempt, call.attempt()));
            }
        }
    }

    private void tellOfSuccess(CallState call) {
        List<RetryListener> audience =
                call.isKnown() || call.hasFailed() || call.attempt() > 1 ? listeners : firstTryListeners;
        if (!audience.isEmpty()) {
            Duration since = call.sinceFirstFailure();
            tell(audience, new RetryEvent.CallSucceeded(name, call.number(), call.attempt(), since));
        }
    }

    void cancelled(CallState call) {
        ended(call, StopReason.CANCELLED, null);
    }

    /** The caller receives what is thrown here, unless a fallback answers. */
    void ended(CallState call, StopReason reason, @Nullable Throwable thrown) {
        conclude(call);
        statistics.end(reason, call.attempt());
        try {
            tellOfEnd(call, reason);
        } finally {
            ObservedCall observed = call.observed();
            if (observed != null) {
                guarded(observed, () -> observed.ended(reason, call.attempt(), thrown));
            }
        }
    }

    private void tellOfEnd(CallState call, StopReason reason) {
        if (!listeners.isEmpty()) {
            tell(
                    listeners,
                    new RetryEvent.CallEnded(
                            name,
                            call.number(),
                            reason,
                            call.attempt(),
                            call.sinceFirstFailure(),
                            call.failure(),
                            call.result(),
                            call.policyFailure()));
        }
    }

    private void conclude(CallState call) {
        if (call.hasFailed() && !call.concluded) {
            statistics.retryingEnded();
        }
        call.concluded = true;
    }

    /** Notes that other people's code threw where it cannot change the call any more. */
    void misbehaved(Object culprit, Exception thrown) {
        statistics.listenerFailed();
        complaints.about(culprit, thrown);
    }

    private void guarded(ObservedCall observed, Runnable step) {
        try {
            step.run();
        } catch (Exception thrown) {
            misbehaved(observed, thrown);
        }
    }

    /** An error propagates, but not before everybody has heard. */
    private void tell(List<RetryListener> audience, RetryEvent event) {
        Error error = null;
        for (RetryListener listener : audience) {
            try {
                listener.on(event);
            } catch (Exception thrown) {
                misbehaved(listener, thrown);
            } catch (Error thrown) {
                error = error == null ? thrown : error;
            }
        }
        if (error != null) {
            throw error;
        }
    }
}
