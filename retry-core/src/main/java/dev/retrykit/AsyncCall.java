package dev.retrykit;

import dev.retrykit.AttemptScope.Scope;
import dev.retrykit.event.StopReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The loop of an asynchronous call, and the future that its caller holds.
 *
 * <p>One thread at a time has the turn. While an attempt runs, or the call waits for its time or for a thread, nobody has
 * it, and what may end that phase (the stage, the alarm, the gate, the executor, the caller) competes for it. Completing
 * the future, cancelling a stage and telling listeners run other people's code and never happen on the timer's thread.
 */
final class AsyncCall<C extends @Nullable Object, T extends @Nullable Object> extends CallFuture<T>
        implements Runnable {

    /** What the call is in, if it is neither an attempt nor a wait, which stand here themselves. */
    private enum Turn {
        TAKEN,
        /** The next attempt has been given to the executor. */
        QUEUED,
        OVER
    }

    /** A million calls may wait at once, so each does without an object for its turn. */
    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<AsyncCall, Object> TURN =
            AtomicReferenceFieldUpdater.newUpdater(AsyncCall.class, Object.class, "turn");

    private final AsyncContextOperation<C, T> operation;
    private volatile Object turn = Turn.TAKEN;

    /** The call's context is that of the operation. */
    AsyncCall(CallState call, AsyncContextOperation<C, T> operation) {
        super(call);
        this.operation = operation;
    }

    /** Makes the first attempt too, on the caller's thread. */
    CompletableFuture<T> fromTheStart() {
        if (capture() && tellBegin()) {
            drive(false, false);
        }
        return this;
    }

    /** Goes on with a first attempt that has been started. */
    CompletableFuture<T> afterStart(CompletionStage<T> stage) {
        if (!capture()) {
            Stages.cancel(stage);
        } else if (follow(new AsyncAttempt<>(this, stage))) {
            settle(false);
        }
        return this;
    }

    /** A further attempt, on the executor. */
    @Override
    public void run() {
        if (takeFrom(Turn.QUEUED)) {
            drive(true, true);
        }
    }

    /** Attempts that end while they are started go round in this loop, so that no stack grows. */
    private void drive(boolean startsWithRetry, boolean onExecutor) {
        try {
            boolean isRetry = startsWithRetry;
            while (begin(isRetry) && settle(onExecutor)) {
                isRetry = true;
            }
        } catch (Throwable fatal) {
            breakDown(fatal);
        }
    }

    /** Starts an attempt; true if it has ended already, and the turn is still ours. */
    private boolean begin(boolean isRetry) {
        if (isRetry && !mayRetry()) {
            return false;
        }
        Attempt before = isRetry ? call.advance() : null;
        Scope scope;
        try {
            scope = wiring().scopes().enter(call, call.captured());
        } catch (Throwable thrown) {
            call.brokenBy(thrown);
            if (isRetry) {
                call.retreat(before);
            }
            endWithoutRetry(StopReason.POLICY_ERROR);
            return false;
        }
        if (isRetry) {
            call.begin();
        }
        call.limits.limitAttempt();
        CompletionStage<T> stage = Stages.startBound(call, scope, operation, context());
        if (Stages.hasSucceeded(stage)) {
            // Nothing is left to wait for; whether the caller has given up meanwhile shows when the call ends.
            note(stage.toCompletableFuture().join(), null, Stages.isCommitted(stage));
            return true;
        }
        return follow(new AsyncAttempt<>(this, stage));
    }

    /** The executor may have let the call wait: looks again at what may have changed meanwhile. */
    private boolean mayRetry() {
        if (isDone()) {
            cancelledMeanwhile();
            return false;
        }
        StopReason stop = wiring().gate().closed()
                ? StopReason.CLOSED
                : call.limits.isOutOfTime() ? StopReason.TOTAL_TIMEOUT : null;
        if (stop != null) {
            endWithoutRetry(stop);
        }
        return stop == null;
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private C context() {
        return (C) call.context;
    }

    private boolean follow(AsyncAttempt<T> attempt) {
        if (!TURN.compareAndSet(this, Turn.TAKEN, attempt)) {
            Stages.cancel(attempt.stage());
            wiring().reporter().cancelled(call);
            return false;
        }
        return attempt.follow(call, wiring().alarm());
    }

    /** Ends the phase, if it has not ended otherwise. */
    boolean takeFrom(Object phase) {
        return TURN.compareAndSet(this, phase, Turn.TAKEN);
    }

    boolean isIn(Object phase) {
        return turn == phase;
    }

    /** The attempt has ended on a thread of the operation's: go on from there. */
    void attemptEnded(@Nullable T value, @Nullable Throwable failure, boolean committed) {
        note(value, failure, committed);
        settle(false);
    }

    void note(@Nullable T value, @Nullable Throwable failure, boolean committed) {
        call.committed = committed;
        if (failure == null) {
            call.returned(value);
        } else {
            call.threw(committed ? failure : call.cutIfOverdue(failure));
        }
    }

    /** The attempt has been cut by its limit: on the executor, since cancelling runs other people's code. */
    void attemptCut(CompletionStage<T> stage) {
        execute(() -> {
            Stages.cancel(stage);
            call.committed = false;
            call.threw(call.timeout(null));
            settle(false);
        });
    }

    /** Judges what the attempt came to; true if the next one is to start on this thread at once. */
    private boolean settle(boolean onExecutor) {
        try {
            Verdict verdict = call.settings.judge.judge(call);
            if (verdict == Verdict.ACCEPT) {
                succeed();
                return false;
            }
            wiring().reporter().attemptFailed(call);
            StopReason stop = verdict.stop();
            if (stop != null) {
                end(stop);
                return false;
            }
            wiring().reporter().retryScheduled(call);
            return pause(onExecutor);
        } catch (Throwable fatal) {
            breakDown(fatal);
            return false;
        }
    }

    private boolean pause(boolean onExecutor) {
        if (call.delay.isZero()) {
            if (!onExecutor) {
                queue();
            }
            return onExecutor;
        }
        AsyncWait wait = new AsyncWait(this);
        if (TURN.compareAndSet(this, Turn.TAKEN, wait)) {
            wait.begin(call.delay);
        } else {
            cancelledMeanwhile();
        }
        return false;
    }

    private void queue() {
        if (queueFrom(Turn.TAKEN)) {
            queued();
        } else {
            cancelledMeanwhile();
        }
    }

    /** Ends the phase, if it has not ended otherwise; {@link #queued} is to follow. */
    boolean queueFrom(Object phase) {
        return TURN.compareAndSet(this, phase, Turn.QUEUED);
    }

    /** The next attempt starts on the executor. */
    void queued() {
        try {
            wiring().executor().execute(this);
        } catch (Throwable refused) {
            if (takeFrom(Turn.QUEUED)) {
                waitClosed();
            }
        }
    }

    /** The wait ended because nothing is retried any more. */
    void waitClosed() {
        execute(() -> endWithoutRetry(StopReason.CLOSED));
    }

    private void endWithoutRetry(StopReason reason) {
        try {
            Conclusion.giveBack(call);
            end(reason);
        } catch (Throwable fatal) {
            breakDown(fatal);
        }
    }

    private void succeed() {
        if (!TURN.compareAndSet(this, Turn.TAKEN, Turn.OVER)) {
            wiring().reporter().cancelled(call);
            return;
        }
        Conclusion.succeed(call);
        deliverResult();
    }

    private void end(StopReason reason) {
        if (!TURN.compareAndSet(this, Turn.TAKEN, Turn.OVER)) {
            wiring().reporter().cancelled(call);
            return;
        }
        deliverEnd(reason);
    }

    /** An error that is not the operation's: whoever has the turn ends the call by it. */
    void breakDown(Throwable fatal) {
        turn = Turn.OVER;
        breakOff(fatal);
    }

    @Override
    @Nullable CompletionStage<T> startFallback(Throwable failure) {
        return Fallbacks.start(operation, context(), failure, call.name());
    }

    /** Whoever has the turn will see it, else the phase ends here. */
    @Override
    void abandoned() {
        Object phase = TURN.getAndSet(this, Turn.OVER);
        if (phase instanceof AsyncAttempt<?> attempt) {
            attempt.abandon();
            wiring().reporter().cancelled(call);
        } else if (phase instanceof AsyncWait wait) {
            wait.end();
            cancelledMeanwhile();
        } else if (phase == Turn.QUEUED) {
            cancelledMeanwhile();
        }
    }

    private void cancelledMeanwhile() {
        try {
            Conclusion.giveBack(call);
        } finally {
            wiring().reporter().cancelled(call);
        }
    }

    private void execute(Runnable task) {
        execute(task, task);
    }
}
