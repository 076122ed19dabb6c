package dev.retrykit;

import dev.retrykit.time.Alarm;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The phase in which an attempt of an asynchronous call runs: its stage or its limit ends it. */
final class AsyncAttempt<T extends @Nullable Object>
        implements BiFunction<T, @Nullable Throwable, @Nullable Object>, Runnable {

    private final AsyncCall<?, T> owner;
    private final CompletionStage<T> stage;
    private volatile Alarm.@Nullable Handle limit;

    /** The thread that starts the attempt, until it has looked whether the stage is complete already. */
    private @Nullable Thread starter;

    private boolean endedAtOnce;

    AsyncAttempt(AsyncCall<?, T> owner, CompletionStage<T> stage) {
        this.owner = owner;
        this.stage = stage;
    }

    CompletionStage<T> stage() {
        return stage;
    }

    /** Waits for the end of the stage; true if it has come on this thread, so that its starter goes on. */
    boolean follow(CallState call, Alarm alarm) {
        try {
            listen(call, alarm);
        } catch (Throwable stageCannotBeListenedTo) {
            if (owner.takeFrom(this)) {
                abandon();
                owner.note(null, stageCannotBeListenedTo, false);
                endedAtOnce = true;
            }
        }
        return endedAtOnce;
    }

    private void listen(CallState call, Alarm alarm) {
        Duration left = call.limits.leftForAttempt();
        if (left != null) {
            limit = Limits.set(alarm, left, this);
            if (!owner.isIn(this)) {
                limit.cancel();
            }
        }
        starter = Thread.currentThread();
        try {
            // Not whenComplete, which would make an exception with a stack for the stage that it returns.
            stage.handle(this);
        } finally {
            starter = null;
        }
    }

    @Override
    public @Nullable Object apply(T value, @Nullable Throwable thrown) {
        boolean atOnce = Thread.currentThread().equals(starter);
        if (owner.takeFrom(this)) {
            try {
                end(value, thrown, atOnce);
            } catch (Throwable stageCannotBeRead) {
                owner.breakDown(stageCannotBeRead);
            }
        }
        return null;
    }

    private void end(T value, @Nullable Throwable thrown, boolean atOnce) {
        cancelLimit();
        Throwable failure = thrown == null ? null : Stages.failureOf(thrown);
        boolean committed = Stages.isCommitted(stage);
        if (atOnce) {
            owner.note(value, failure, committed);
            endedAtOnce = true;
        } else {
            owner.attemptEnded(value, failure, committed);
        }
    }

    /** The limit has come, on the timer's thread. */
    @Override
    public void run() {
        if (Stages.canBeCut(stage) && owner.takeFrom(this)) {
            owner.attemptCut(stage);
        }
    }

    void abandon() {
        cancelLimit();
        Stages.cancel(stage);
    }

    private void cancelLimit() {
        Alarm.Handle handle = limit;
        if (handle != null) {
            handle.cancel();
        }
    }
}
