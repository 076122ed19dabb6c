package dev.retrykit;

import dev.retrykit.budget.Permit;
import dev.retrykit.event.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a hedged call, and the future that its caller holds: attempts overlap, the first success wins.
 *
 * <p>Everything that is decided is decided in turns, one step at a time; attempts start outside of them, the first on the
 * caller's thread and the others on the executor. Nothing of this happens on the timer's thread.
 */
final class HedgedCall<C extends @Nullable Object, T extends @Nullable Object> extends CallFuture<T> {

    private final AsyncContextOperation<C, T> operation;
    private final C context;
    private final Duration hedgingDelay;
    private final Turns turns = new Turns();

    /** What follows is looked at in turns only. Attempts that have been sent and have not ended: */
    private final List<HedgedAttempt<C, T>> running = new ArrayList<>();

    private Attempt latest;
    private @Nullable HedgeTimer timer;
    private @Nullable StopReason noMore;
    private boolean over;

    HedgedCall(CallState call, AsyncContextOperation<C, T> operation, C context) {
        super(call);
        this.operation = operation;
        this.context = context;
        this.latest = call.currentAttempt();
        this.hedgingDelay = call.settings.policy.hedging().orElseThrow().delay();
    }

    CompletableFuture<T> start() {
        HedgedAttempt<C, T> first = new HedgedAttempt<>(this, call.overlapping(latest), null);
        inTurn(() -> {
            running.add(first);
            if (!hedgingDelay.isZero()) {
                setTimer(hedgingDelay);
            }
        });
        first.run();
        if (hedgingDelay.isZero()) {
            inTurn(() -> {
                // If the first attempt has ended already, its end decided what follows.
                if (running.contains(first)) {
                    sendNext();
                }
            });
        }
        return this;
    }

    AsyncContextOperation<C, T> operation() {
        return operation;
    }

    C context() {
        return context;
    }

    private void inTurn(Runnable step) {
        turns.take(() -> {
            if (over) {
                return;
            }
            try {
                step.run();
            } catch (Throwable fatal) {
                breakDown(fatal);
            }
        });
    }

    /** An {@link Error} of other people's code ends everything; the caller must not wait for what never comes. */
    private void breakDown(Throwable fatal) {
        try {
            close().forEach(HedgedAttempt::abandon);
        } finally {
            deliver(fatal);
        }
    }

    /** An attempt has come to an end that counts, on a thread of the operation's or of the executor's. */
    void attemptEnded(HedgedAttempt<C, T> attempt, @Nullable T value, @Nullable Throwable failure) {
        inTurn(() -> {
            running.remove(attempt);
            attempt.putInto(call, value, failure);
            decide(attempt);
        });
    }

    /** An attempt could not begin, since a scope threw. */
    void attemptFailedToBegin(Throwable thrown) {
        inTurn(() -> endBroken(thrown));
    }

    private void decide(HedgedAttempt<C, T> attempt) {
        Verdict verdict = call.settings.judge.judgeHedged(call);
        if (verdict == Verdict.ACCEPT) {
            succeed(attempt);
            return;
        }
        wiring().reporter().attemptFailed(call);
        StopReason stop = verdict.stop();
        if (stop == null) {
            sendAfter(call.delay);
        } else if (verdict == Verdict.SERVER_REFUSED || verdict == Verdict.SERVER_DELAY) {
            noMore = isLastSent() ? StopReason.MAX_ATTEMPTS : stop;
            dropTimer();
            refuse(noMore);
        } else {
            end(stop);
        }
    }

    /** A failure that is worth a retry sends the next attempt at once, or when the server wants it. */
    private void sendAfter(Duration wait) {
        StopReason refusal = wait.isZero() ? null : refusal(wait);
        if (wait.isZero()) {
            sendNext();
        } else if (refusal == null) {
            setTimer(wait);
        } else {
            refuse(refusal);
        }
    }

    private void sendNext() {
        dropTimer();
        StopReason refusal = refusal(Duration.ZERO);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        Permit permit;
        try {
            permit = wiring().budget().tryAcquireHedge();
        } catch (Throwable thrown) {
            endBroken(thrown);
            return;
        }
        if (permit == null) {
            refuse(StopReason.BUDGET);
        } else {
            send(call.attemptAfter(latest), permit);
        }
    }

    private void send(Attempt attempt, Permit permit) {
        HedgedAttempt<C, T> next = new HedgedAttempt<>(this, call.overlapping(attempt), permit);
        try {
            wiring().executor().execute(next);
        } catch (Throwable refused) {
            if (next.drop()) {
                giveBack(permit);
                refuse(StopReason.CLOSED);
                return;
            }
        }
        latest = attempt;
        running.add(next);
        if (attempt.number() >= call.settings.attemptLimit) {
            return;
        }
        if (hedgingDelay.isZero()) {
            inTurn(this::sendNext);
        } else {
            setTimer(hedgingDelay);
        }
    }

    /** Why no attempt can be sent after a wait; null if nothing but the budget could forbid it. */
    private @Nullable StopReason refusal(Duration wait) {
        if (noMore != null) {
            return noMore;
        }
        if (isLastSent()) {
            return StopReason.MAX_ATTEMPTS;
        }
        if (wiring().gate().closed()) {
            return StopReason.CLOSED;
        }
        call.lacksInheritedTime = call.isOutOfInheritedTimeAfter(wait);
        return call.lacksInheritedTime || call.isOutOfTimeAfter(wait) ? StopReason.TOTAL_TIMEOUT : null;
    }

    private boolean isLastSent() {
        return latest.number() >= call.settings.attemptLimit;
    }

    /** No attempt can be sent now: that ends the call if none is running; a budget may allow one later. */
    private void refuse(StopReason reason) {
        if (running.isEmpty()) {
            end(reason);
        } else if (reason == StopReason.BUDGET && !hedgingDelay.isZero()) {
            setTimer(hedgingDelay);
        }
    }

    private void setTimer(Duration delay) {
        dropTimer();
        if (refusal(delay) != null) {
            return;
        }
        HedgeTimer next = new HedgeTimer(this, wiring());
        timer = next;
        if (!next.begin(delay)) {
            timer = null;
            refuse(StopReason.CLOSED);
        }
    }

    private void dropTimer() {
        HedgeTimer before = timer;
        timer = null;
        if (before != null) {
            before.cancel();
        }
    }

    /** The timer has come, on its thread. */
    void timeHasCome(HedgeTimer rung) {
        execute(() -> afterTimer(rung, this::sendNext), () -> afterTimer(rung, () -> refuse(StopReason.CLOSED)));
    }

    /** The registry has stopped: no further attempt; running ones finish. */
    void gateClosed(HedgeTimer woken) {
        Runnable refusal = () -> afterTimer(woken, () -> refuse(StopReason.CLOSED));
        execute(refusal, refusal);
    }

    private void afterTimer(HedgeTimer which, Runnable step) {
        inTurn(() -> {
            if (timer == which) {
                timer = null;
                step.run();
            }
        });
    }

    private void succeed(HedgedAttempt<C, T> winner) {
        List<HedgedAttempt<C, T>> losers = close();
        losers.forEach(HedgedAttempt::abandon);
        call.permit = winner.permit();
        Conclusion.succeed(call);
        deliverResult();
    }

    private void endBroken(Throwable thrown) {
        call.policyFailure = thrown;
        end(StopReason.POLICY_ERROR);
    }

    private void end(StopReason reason) {
        List<HedgedAttempt<C, T>> losers = close();
        losers.forEach(HedgedAttempt::abandon);
        deliverEnd(reason);
    }

    @Override
    void abandoned() {
        inTurn(() -> {
            close().forEach(HedgedAttempt::abandon);
            wiring().reporter().ended(call, StopReason.CANCELLED);
        });
    }

    /** Nothing is decided any more. The attempts that still run are returned; those that never began are taken back. */
    private List<HedgedAttempt<C, T>> close() {
        over = true;
        dropTimer();
        int begun = latest.number();
        for (HedgedAttempt<C, T> attempt : running) {
            if (attempt.drop()) {
                begun--;
                giveBack(attempt.permit());
            }
        }
        // A call of which not even the first attempt began counts as one that began it.
        call.hedgedUpTo(begun == latest.number() ? latest : new Attempt(Math.max(1, begun), false, null, null, 0));
        List<HedgedAttempt<C, T>> losers = List.copyOf(running);
        running.clear();
        return losers;
    }

    private void giveBack(@Nullable Permit permit) {
        call.permit = permit;
        Conclusion.giveBack(call);
    }
}
