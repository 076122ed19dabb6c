package dev.retrykit;

import dev.retrykit.AttemptScope.Scope;
import dev.retrykit.event.StopReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The loop of a blocking call: judge, report, pause, attempt, on the thread of the caller. */
final class BlockingLoop<C extends @Nullable Object, T extends @Nullable Object, X extends Throwable> {

    private final CallState call;
    private final Wiring wiring;
    private final ContextOperation<C, T, X> operation;
    private final C context;

    BlockingLoop(CallState call, ContextOperation<C, T, X> operation, C context) {
        this.call = call;
        this.wiring = call.settings.wiring;
        this.operation = operation;
        this.context = context;
    }

    /** Makes the first attempt too, where it cannot be made plainly. */
    T fromTheStart() throws X {
        call.bind();
        try {
            if (!attempt(call.currentAttempt())) {
                return end(StopReason.POLICY_ERROR);
            }
            return afterAnAttempt();
        } catch (Throwable thrown) {
            Conclusion.breakOff(call, thrown);
            throw thrown;
        } finally {
            call.unbind();
        }
    }

    /** Goes on after a first attempt whose outcome is in the call. */
    T afterFirstAttempt() throws X {
        call.bind();
        try {
            return afterAnAttempt();
        } catch (Throwable thrown) {
            Conclusion.breakOff(call, thrown);
            throw thrown;
        } finally {
            call.unbind();
        }
    }

    private T afterAnAttempt() throws X {
        while (true) {
            Verdict verdict = call.settings.judge.judge(call);
            if (verdict == Verdict.ACCEPT) {
                Conclusion.succeed(call);
                return result();
            }
            wiring.reporter().attemptFailed(call);
            StopReason stop = verdict.stop();
            if (stop != null) {
                return end(stop);
            }
            wiring.reporter().retryScheduled(call);
            stop = pause();
            if (stop != null) {
                Conclusion.giveBack(call);
                return end(stop);
            }
            if (!attempt(call.nextAttempt())) {
                Conclusion.giveBack(call);
                return end(StopReason.POLICY_ERROR);
            }
        }
    }

    /** Waits for the next attempt; a reason means that there will be none. */
    private @Nullable StopReason pause() {
        if (Thread.currentThread().isInterrupted()) {
            return StopReason.INTERRUPTED;
        }
        if (call.delay.isZero()) {
            return wiring.gate().closed() ? StopReason.CLOSED : null;
        }
        ThreadWait wait = new ThreadWait();
        if (!wiring.gate().enter(wait)) {
            return StopReason.CLOSED;
        }
        RetryStatistics statistics = wiring.reporter().statistics();
        statistics.waitBegan();
        try {
            wiring.sleeper().sleep(call.delay, wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return StopReason.INTERRUPTED;
        } finally {
            statistics.waitEnded();
            wiring.gate().leave(wait);
        }
        if (wait.getAsBoolean()) {
            return StopReason.CLOSED;
        }
        return call.isOutOfTime() ? StopReason.TOTAL_TIMEOUT : null;
    }

    /** Makes one attempt and leaves its outcome in the call; false if a scope threw, so that there was none. */
    private boolean attempt(Attempt attempt) {
        Scope scope;
        try {
            scope = wiring.scopes().enter(attempt);
        } catch (Throwable thrown) {
            call.policyFailure = thrown;
            return false;
        }
        if (attempt.number() > 1) {
            call.begin(attempt);
        }
        try {
            Duration limit = call.limitAttempt();
            if (limit == null) {
                run(attempt);
            } else {
                runWithin(limit, attempt);
            }
        } finally {
            scope.close();
        }
        return true;
    }

    private void run(Attempt attempt) {
        try {
            call.returned(operation.run(context, attempt));
        } catch (Throwable failure) {
            call.threw(failure);
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void runWithin(Duration limit, Attempt attempt) {
        boolean flagIsForeign = Thread.currentThread().isInterrupted();
        InterruptLimit.Watch watch =
                call.settings.policy.interruptAttempts() ? InterruptLimit.on(wiring.alarm(), limit) : () -> false;
        Throwable failure = null;
        try {
            call.returned(operation.run(context, attempt));
        } catch (Throwable thrown) {
            failure = thrown;
        }
        boolean interruptedByUs = watch.end();
        if (failure == null) {
            return;
        }
        if (failure instanceof InterruptedException && (flagIsForeign || !interruptedByUs)) {
            Thread.currentThread().interrupt();
        }
        if ((interruptedByUs || call.attemptIsOverdue()) && !(failure instanceof VirtualMachineError)) {
            call.threw(call.timeout(failure));
            return;
        }
        call.threw(failure);
    }

    private T end(StopReason reason) throws X {
        Throwable thrown = Conclusion.end(call, reason);
        if (thrown == null) {
            return result();
        }
        Fallback<C, T, X> fallback = Fallbacks.mayAnswer(reason) ? operation.fallbackFor(thrown) : null;
        if (fallback == null) {
            throw asDeclared(thrown);
        }
        return answer(fallback, thrown);
    }

    private T answer(Fallback<C, T, X> fallback, Throwable failure) throws X {
        // The call is over: what answers is in none of its attempts, and inherits no time from it.
        call.unbind();
        try {
            T answer = fallback.answer(context, failure);
            Fallbacks.succeeded(call);
            return answer;
        } catch (Throwable thrown) {
            throw asDeclared(Fallbacks.failed(call, thrown, failure));
        } finally {
            call.bind();
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private T result() {
        return (T) call.result();
    }

    /** The failure came out of the operation, so it is an X or unchecked; the compiler cannot know. */
    @SuppressWarnings("unchecked")
    private X asDeclared(Throwable thrown) {
        return (X) thrown;
    }
}
