package dev.retrykit;

import dev.retrykit.budget.Permit;
import dev.retrykit.time.Alarm;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One of several attempts that overlap: its stage, its limit or the end of the call ends it, whichever comes first. */
final class HedgedAttempt<T extends @Nullable Object> implements Runnable {

    private final HedgedCall<?, T> owner;
    private final Attempt attempt;
    private final @Nullable Permit permit;
    private final long marksBefore;
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable CallState frame;
    private @Nullable Duration limit;
    private volatile @Nullable CompletionStage<T> stage;
    private volatile Alarm.@Nullable Handle alarm;

    HedgedAttempt(HedgedCall<?, T> owner, Attempt attempt, @Nullable Permit permit, long marksBefore) {
        this.owner = owner;
        this.attempt = attempt;
        this.permit = permit;
        this.marksBefore = marksBefore;
    }

    @Nullable Permit permit() {
        return permit;
    }

    void startsAt(CallState call, @Nullable Duration cutLimit) {
        this.limit = cutLimit;
        this.frame = call.frameOf(attempt);
    }

    void bind() {
        if (frame != null) {
            frame.bind();
        }
    }

    void unbind() {
        if (frame != null) {
            frame.unbind();
        }
    }

    void follow(CompletionStage<T> started, @Nullable Duration left, Alarm timer) {
        stage = started;
        if (left != null && !Stages.hasSucceeded(started)) {
            alarm = Limits.set(timer, left, this);
        }
        if (ended.get()) {
            abandon();
            return;
        }
        started.whenComplete((value, thrown) -> {
            if (ended.compareAndSet(false, true)) {
                cancelAlarm();
                owner.attemptEnded(this, value, thrown == null ? null : Stages.failureOf(thrown));
            }
        });
    }

    /** The limit has come, on the timer's thread. */
    @Override
    public void run() {
        if (ended.compareAndSet(false, true)) {
            owner.execute(this::cut, this::cut);
        }
    }

    private void cut() {
        cancelStage();
        owner.attemptEnded(
                this, null, new AttemptTimeoutException(owner.name(), attempt.number(), limitOrZero(), null));
    }

    private Duration limitOrZero() {
        return limit == null ? Duration.ZERO : limit;
    }

    /** Makes what this attempt came to what the call has come to. */
    void putInto(CallState call, @Nullable T value, @Nullable Throwable failure) {
        call.hedgedUpTo(attempt);
        call.marksBefore = marksBefore;
        if (failure == null) {
            call.returned(value);
        } else {
            call.threw(failure);
        }
    }

    /** The call is over: whatever this attempt comes to is dropped. */
    void abandon() {
        ended.set(true);
        cancelAlarm();
        cancelStage();
    }

    private void cancelAlarm() {
        Alarm.Handle handle = alarm;
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
