package dev.retrykit.observation;

import dev.retrykit.Attempt;
import dev.retrykit.ObservedCall;
import dev.retrykit.event.StopReason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The observation of one call, and of its attempts. A handler that throws keeps neither from ending. */
final class FollowedCall implements ObservedCall {

    private final RetryCallContext context;
    private final Watched call;
    private final @Nullable AttemptObservations attempts;
    private final Map<Integer, FollowedAttempt> running = new TreeMap<>();
    private boolean over;
    private volatile @Nullable Throwable lastFailure;

    /** Without observations of attempts, what an attempt calls is a child of the call. */
    FollowedCall(RetryCallContext context, Watched call, @Nullable AttemptObservations attempts) {
        this.context = context;
        this.call = call;
        this.attempts = attempts;
    }

    @Override
    public Scope enter(Attempt attempt) {
        if (attempts == null) {
            return enter(new FollowedAttempt(attempt.number(), null, call));
        }
        // A tracer takes the current span for the parent, whatever the parent observation is.
        Scope outer = call.enter();
        try {
            Scope inner = enter(attempts.start(attempt.number()));
            return () -> {
                try {
                    inner.close();
                } finally {
                    outer.close();
                }
            };
        } catch (Throwable thrown) {
            outer.close();
            throw thrown;
        }
    }

    private Scope enter(FollowedAttempt begun) {
        boolean comesTooLate;
        synchronized (running) {
            comesTooLate = over;
            if (!over) {
                running.put(begun.number(), begun);
            }
        }
        Scope scope = begun.surrounding().enter();
        if (comesTooLate) {
            begun.end(AttemptEnd.CANCELLED, null);
        }
        return scope;
    }

    @Override
    public void attemptFailed(int attempt, @Nullable Throwable failure) {
        if (failure != null) {
            lastFailure = failure;
        }
        attemptEnded(attempt, failure == null ? AttemptEnd.UNACCEPTABLE : AttemptEnd.FAILURE, failure);
    }

    @Override
    public void succeeded(int attempt, int begun) {
        try {
            attemptEnded(attempt, AttemptEnd.SUCCESS, null);
        } finally {
            callEnded(begun, null, null);
        }
    }

    @Override
    public void ended(StopReason reason, int begun, @Nullable Throwable thrown) {
        callEnded(begun, reason, thrown);
    }

    private void attemptEnded(int attempt, AttemptEnd how, @Nullable Throwable failure) {
        FollowedAttempt ended;
        synchronized (running) {
            ended = running.remove(attempt);
        }
        if (ended != null) {
            end(ended, how, failure);
        }
    }

    private void end(FollowedAttempt attempt, AttemptEnd how, @Nullable Throwable failure) {
        try {
            call.observation().event(how.of(attempt.number(), failure));
        } finally {
            attempt.end(how, failure);
        }
    }

    private void callEnded(int begun, @Nullable StopReason reason, @Nullable Throwable thrown) {
        List<FollowedAttempt> abandoned;
        synchronized (running) {
            over = true;
            abandoned = List.copyOf(running.values());
            running.clear();
        }
        try {
            abandoned.forEach(attempt -> end(attempt, AttemptEnd.CANCELLED, null));
        } finally {
            context.end(begun, reason, lastFailure);
            call.end(thrown);
        }
    }
}
