package dev.retrykit;

import dev.retrykit.AttemptScope.Scope;
import dev.retrykit.event.StopReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A blocking call, and its loop: judge, report, pause, attempt, on the thread of the caller. */
final class BlockingCall<C extends @Nullable Object, T extends @Nullable Object, X extends Throwable>
        extends CallState {

    private final ContextOperation<C, T, X> operation;

    /** The call's context is that of the operation. */
    BlockingCall(Settings settings, C context, long marksBefore, ContextOperation<C, T, X> operation) {
        super(settings, context, marksBefore);
        this.operation = operation;
    }

    /** Makes the first attempt too, where it cannot be made plainly. */
    T fromTheStart() throws X {
        bind();
        try {
            Conclusion.tellBegin(this);
            return makeAttempt() ? afterAnAttempt() : end(StopReason.POLICY_ERROR);
        } catch (Throwable thrown) {
            Conclusion.breakOff(this, thrown);
            throw thrown;
        } finally {
            unbind();
        }
    }

    /** Goes on after a first attempt whose outcome is in the call. */
    T afterFirstAttempt() throws X {
        bind();
        try {
            return afterAnAttempt();
        } catch (Throwable thrown) {
            Conclusion.breakOff(this, thrown);
            throw thrown;
        } finally {
            unbind();
        }
    }

    private T afterAnAttempt() throws X {
        while (true) {
            Verdict verdict = settings.judge.judge(this);
            if (verdict == Verdict.ACCEPT) {
                Conclusion.succeed(this);
                return value();
            }
            wiring().reporter().attemptFailed(this);
            StopReason stop = verdict.stop();
            if (stop != null) {
                return end(stop);
            }
            wiring().reporter().retryScheduled(this);
            stop = pause();
            if (stop != null) {
                Conclusion.giveBack(this);
                return end(stop);
            }
            Attempt before = advance();
            if (!makeAttempt()) {
                retreat(before);
                Conclusion.giveBack(this);
                return end(StopReason.POLICY_ERROR);
            }
        }
    }

    /** Waits for the next attempt; a reason means that there will be none. */
    private @Nullable StopReason pause() {
        if (Thread.currentThread().isInterrupted()) {
            return StopReason.INTERRUPTED;
        }
        if (delay.isZero()) {
            return wiring().gate().closed() ? StopReason.CLOSED : null;
        }
        ThreadWait wait = new ThreadWait();
        if (!wiring().gate().enter(wait)) {
            return StopReason.CLOSED;
        }
        long began = wiring().reporter().waitBegan();
        try {
            wiring().sleeper().sleep(delay, wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return StopReason.INTERRUPTED;
        } finally {
            wiring().gate().leave(wait);
            wiring().reporter().waitEnded(began);
        }
        if (wait.getAsBoolean()) {
            return StopReason.CLOSED;
        }
        return limits.isOutOfTime() ? StopReason.TOTAL_TIMEOUT : null;
    }

    /** Makes one attempt and leaves its outcome in the call; false if a scope threw, so that there was none. */
    private boolean makeAttempt() {
        Scope scope = Scopes.NOTHING;
        if (isSurrounded()) {
            try {
                scope = wiring().scopes().enter(this, null);
            } catch (Throwable thrown) {
                brokenBy(thrown);
                return false;
            }
        }
        if (attempt() > 1) {
            begin();
        }
        try {
            Duration limit = limits.limitAttempt();
            if (limit == null) {
                run();
            } else {
                runWithin(limit);
            }
        } finally {
            limits.attemptEnded();
            scope.close();
        }
        return true;
    }

    private void run() {
        try {
            returned(operate());
        } catch (Throwable failure) {
            threw(failure);
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private T operate() throws X {
        return operation.run(context(), operation.wantsAttempt() ? currentAttempt() : settings.firstAttempt);
    }

    private void runWithin(Duration limit) {
        boolean flagIsForeign = Thread.currentThread().isInterrupted();
        InterruptLimit.Watch watch = settings.policy.interruptAttempts()
                ? InterruptLimit.on(wiring().alarm(), limit, flagIsForeign)
                : () -> false;
        Throwable thrown = null;
        try {
            returned(operate());
        } catch (Throwable failure) {
            thrown = failure;
        }
        boolean interruptedByUs = watch.end();
        if (thrown == null) {
            return;
        }
        if (thrown instanceof InterruptedException && (flagIsForeign || !interruptedByUs)) {
            Thread.currentThread().interrupt();
        }
        if ((interruptedByUs || limits.attemptIsOverdue()) && !(thrown instanceof VirtualMachineError)) {
            threw(timeout(thrown));
            return;
        }
        threw(thrown);
    }

    private T end(StopReason reason) throws X {
        Throwable thrown = Conclusion.end(this, reason);
        if (thrown == null) {
            return value();
        }
        Fallback<C, T, X> fallback = Fallbacks.mayAnswer(reason) ? fallbackFor(thrown) : null;
        if (fallback == null) {
            throw asDeclared(thrown);
        }
        return answer(fallback, thrown);
    }

    private @Nullable Fallback<C, T, X> fallbackFor(Throwable failure) throws X {
        try {
            return operation.fallbackFor(failure);
        } catch (Throwable thrown) {
            throw asDeclared(Fallbacks.failed(this, thrown, failure));
        }
    }

    private T answer(Fallback<C, T, X> fallback, Throwable failure) throws X {
        // The call is over: what answers is in none of its attempts, and inherits no time from it.
        unbind();
        try {
            T answer = fallback.answer(context(), failure);
            Fallbacks.succeeded(this);
            return answer;
        } catch (Throwable thrown) {
            throw asDeclared(Fallbacks.failed(this, thrown, failure));
        } finally {
            bind();
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private C context() {
        return (C) context;
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private T value() {
        return (T) result();
    }

    private Wiring wiring() {
        return settings.wiring;
    }

    /** The failure came out of the operation, so it is an X or unchecked; the compiler cannot know. */
    @SuppressWarnings("unchecked")
    private X asDeclared(Throwable thrown) {
        return (X) thrown;
    }
}
