package dev.retrykit;

import dev.retrykit.AttemptScope.Scope;
import dev.retrykit.budget.Permit;
import dev.retrykit.time.Alarm;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One of several attempts that overlap: its stage, its limit or the end of the call ends it, whichever comes first. */
final class HedgedAttempt<C extends @Nullable Object, T extends @Nullable Object> implements Runnable {

    private enum Phase {
        /** Given to the executor. */
        SENT,
        BEGUN,
        ENDED
    }

    private final HedgedCall<C, T> owner;
    private final CallState frame;
    private final @Nullable Permit permit;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.SENT);
    private volatile @Nullable CompletionStage<T> stage;
    private volatile Alarm.@Nullable Handle limit;

    /** The frame is what is known of the call in this attempt. */
    HedgedAttempt(HedgedCall<C, T> owner, CallState frame, @Nullable Permit permit) {
        this.owner = owner;
        this.frame = frame;
        this.permit = permit;
    }

    Attempt attempt() {
        return frame.currentAttempt();
    }

    @Nullable Permit permit() {
        return permit;
    }

    /** Starts the attempt, unless the call has ended meanwhile. */
    @Override
    public void run() {
        if (!phase.compareAndSet(Phase.SENT, Phase.BEGUN)) {
            return;
        }
        Scope scope;
        try {
            scope = owner.wiring().scopes().enter(frame, owner.call.captured());
        } catch (Throwable thrown) {
            phase.compareAndSet(Phase.BEGUN, Phase.SENT);
            owner.attemptFailedToBegin(thrown);
            return;
        }
        CompletionStage<T> started;
        try {
            if (frame.attempt() > 1) {
                frame.begin();
            }
            frame.limits.cutLimit();
            started = Stages.startBound(frame, scope, owner.operation(), owner.context());
        } catch (Throwable error) {
            owner.attemptBroken(error);
            return;
        }
        try {
            follow(started);
        } catch (Throwable stageCannotBeListenedTo) {
            cancelStage();
            ended(null, stageCannotBeListenedTo);
        }
    }

    private void follow(CompletionStage<T> started) {
        stage = started;
        Duration left = frame.limits.leftForAttempt();
        if (left != null && !Stages.hasSucceeded(started)) {
            limit = Limits.set(owner.wiring().alarm(), left, this::limitHasCome);
        }
        if (phase.get() == Phase.ENDED) {
            abandon();
            return;
        }
        started.handle((value, thrown) -> ended(value, thrown == null ? null : Stages.failureOf(thrown)));
    }

    private @Nullable Object ended(@Nullable T value, @Nullable Throwable failure) {
        if (phase.compareAndSet(Phase.BEGUN, Phase.ENDED)) {
            cancelLimit();
            owner.attemptEnded(this, value, failure == null ? null : frame.cutIfOverdue(failure));
        }
        return null;
    }

    /** On the timer's thread. */
    private void limitHasCome() {
        if (phase.compareAndSet(Phase.BEGUN, Phase.ENDED)) {
            owner.execute(this::cut, this::cut);
        }
    }

    private void cut() {
        cancelStage();
        owner.attemptEnded(this, null, frame.timeout(null));
    }

    /** Makes what this attempt came to what the call has come to. */
    void putInto(CallState call, @Nullable T value, @Nullable Throwable failure) {
        call.hedgedUpTo(frame.currentAttempt());
        call.marksBefore = frame.marksBefore;
        if (failure == null) {
            call.returned(value);
        } else {
            call.threw(failure);
        }
    }

    /** Takes the attempt back if it has not begun. */
    boolean drop() {
        return phase.compareAndSet(Phase.SENT, Phase.ENDED);
    }

    /** The call is over: whatever this attempt comes to is dropped. */
    void abandon() {
        phase.set(Phase.ENDED);
        cancelLimit();
        cancelStage();
    }

    private void cancelLimit() {
        Alarm.Handle handle = limit;
        if (handle != null) {
            handle.cancel();
        }
    }

    private void cancelStage() {
        CompletionStage<T> started = stage;
        if (started != null) {
            Stages.cancel(started);
        }
    }
}
