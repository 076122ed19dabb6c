package dev.retrykit;

import dev.retrykit.event.StopReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    /** What follows is looked at in turns only. */
    private final Hedges<C, T> hedges;

    private @Nullable HedgeTimer timer;
    private @Nullable StopReason noMore;
    private boolean over;

    HedgedCall(CallState call, AsyncContextOperation<C, T> operation, C context) {
        super(call);
        this.operation = operation;
        this.context = context;
        this.hedges = new Hedges<>(call);
        this.hedgingDelay = call.settings.policy.hedging().orElseThrow().delay();
    }

    CompletableFuture<T> start() {
        if (!capture() || !tellBegin()) {
            return this;
        }
        HedgedAttempt<C, T> first = new HedgedAttempt<>(this, call.overlapping(hedges.latest()), null);
        inTurn(() -> {
            hedges.sent(first);
            if (!hedgingDelay.isZero()) {
                setTimer();
            }
        });
        first.run();
        if (hedgingDelay.isZero()) {
            inTurn(() -> {
                // If the first attempt has ended already, its end decided what follows.
                if (hedges.run(first)) {
                    sendNext(Duration.ZERO);
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

    private void breakDown(Throwable fatal) {
        try {
            stop();
        } catch (Error thrownToo) {
            // The first error is the one that the caller receives.
        } finally {
            breakOff(fatal);
        }
    }

    /** An attempt has come to an end that counts, on a thread of the operation's or of the executor's. */
    void attemptEnded(HedgedAttempt<C, T> attempt, @Nullable T value, @Nullable Throwable failure) {
        inTurn(() -> {
            hedges.ended(attempt);
            attempt.putInto(call, value, failure);
            decide(attempt);
        });
    }

    /** An attempt could not begin, since a scope threw. */
    void attemptFailedToBegin(Throwable thrown) {
        inTurn(() -> endBroken(thrown));
    }

    /** An error that is not the operation's came while an attempt began. */
    void attemptBroken(Throwable fatal) {
        inTurn(() -> breakDown(fatal));
    }

    private void decide(HedgedAttempt<C, T> attempt) {
        // What an earlier timer lacked is no reason for an end that follows from this attempt.
        call.limits.forgetWhatWasWanting();
        Verdict verdict = call.settings.judge.judgeHedged(call);
        if (verdict == Verdict.ACCEPT) {
            succeed(attempt);
            return;
        }
        hedges.lost(attempt);
        wiring().reporter().attemptFailed(call);
        StopReason stop = verdict.stop();
        if (stop == null) {
            sendAfter(call.delay);
        } else if (verdict == Verdict.SERVER_REFUSED || verdict == Verdict.SERVER_DELAY) {
            noMore = hedges.lastIsSent() ? StopReason.MAX_ATTEMPTS : stop;
            dropTimer();
            refuse(noMore);
        } else {
            end(stop);
        }
    }

    /** A failure that is worth a retry sends the next attempt at once, or when the server wants it. */
    private void sendAfter(Duration pushback) {
        if (pushback.isZero()) {
            sendNext(Duration.ZERO);
            return;
        }
        StopReason refusal = refusal(pushback);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        dropTimer();
        tellScheduled(pushback);
        begin(HedgeTimer.ofPushback(this, !hedges.run()), pushback);
    }

    /** The delay is what the attempt has waited for, if listeners are still to hear of it. */
    private void sendNext(@Nullable Duration untold) {
        dropTimer();
        StopReason refusal = refusal(Duration.ZERO);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        try {
            call.permit = wiring().budget().tryAcquireHedge();
        } catch (Throwable thrown) {
            endBroken(thrown);
            return;
        }
        if (call.permit == null) {
            hedges.refused();
            refuse(StopReason.BUDGET);
            return;
        }
        call.permitIsUnused = true;
        if (untold != null) {
            tellScheduled(untold);
        }
        send(new HedgedAttempt<>(this, call.overlapping(call.attemptAfter(hedges.latest())), call.permit));
    }

    private void tellScheduled(Duration delay) {
        call.hedgedUpTo(hedges.latest());
        call.delay = delay;
        wiring().reporter().retryScheduled(call);
    }

    private void send(HedgedAttempt<C, T> next) {
        try {
            wiring().executor().execute(next);
        } catch (Throwable refused) {
            if (next.drop()) {
                hedges.refused();
                Conclusion.giveBack(call);
                refuse(StopReason.CLOSED);
                return;
            }
        }
        // From now on the permit is the attempt's.
        call.permit = null;
        call.permitIsUnused = false;
        hedges.sent(next);
        if (hedges.lastIsSent()) {
            return;
        }
        if (hedgingDelay.isZero()) {
            inTurn(() -> sendNext(Duration.ZERO));
        } else {
            setTimer();
        }
    }

    /** Why no attempt can be sent after a wait; null if nothing but the budget could forbid it. */
    private @Nullable StopReason refusal(Duration wait) {
        if (noMore != null) {
            return noMore;
        }
        if (hedges.lastIsSent()) {
            return StopReason.MAX_ATTEMPTS;
        }
        if (wiring().gate().closed()) {
            return StopReason.CLOSED;
        }
        return call.limits.isOutOfInheritedTimeAfter(wait) || call.limits.isOutOfTimeAfter(wait)
                ? StopReason.TOTAL_TIMEOUT
                : null;
    }

    /** No attempt can be sent now: that ends the call if none is running; else a budget or a restart may allow one later. */
    private void refuse(StopReason reason) {
        if (!hedges.run()) {
            end(reason);
        } else if (hedgingDelay.isZero()) {
            return;
        } else if (reason == StopReason.BUDGET) {
            setTimer();
        } else if (reason == StopReason.CLOSED && wiring().gate().closed()) {
            awaitRestart();
        }
    }

    /** While attempts run, the next one is sent after the hedging delay. */
    private void setTimer() {
        dropTimer();
        StopReason refusal = refusal(hedgingDelay);
        if (refusal == StopReason.CLOSED) {
            awaitRestart();
        } else if (refusal == null) {
            begin(HedgeTimer.ofDelay(this), hedgingDelay);
        }
    }

    private void begin(HedgeTimer next, Duration delay) {
        timer = next;
        if (!next.begin(delay)) {
            timer = null;
            refuse(StopReason.CLOSED);
        }
    }

    private void awaitRestart() {
        HedgeTimer next = HedgeTimer.ofDelay(this);
        timer = next;
        if (!next.rest()) {
            setTimer();
        }
    }

    private void dropTimer() {
        HedgeTimer before = timer;
        timer = null;
        if (before != null) {
            before.takeBack();
        }
    }

    /** The timer has come, on its thread. */
    void timeHasCome(HedgeTimer rung) {
        Duration untold = rung.isOfPushback() ? null : hedgingDelay;
        execute(
                () -> afterTimer(rung, () -> sendNext(untold)),
                () -> afterTimer(rung, () -> refuse(StopReason.CLOSED)));
    }

    /** The registry has stopped: no further attempt; running ones finish. */
    void gateClosed(HedgeTimer woken) {
        Runnable rest = () -> afterTimer(woken, this::restOrEnd);
        execute(rest, rest);
    }

    /** By now the registry may have been started again. */
    private void restOrEnd() {
        if (hedges.run() && !hedgingDelay.isZero()) {
            setTimer();
        } else {
            refuse(StopReason.CLOSED);
        }
    }

    /** The registry has been started again while attempts ran. */
    void gateReopened(HedgeTimer rested) {
        Runnable restart = () -> afterTimer(rested, this::setTimer);
        execute(restart, restart);
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
        hedges.won(winner);
        stop();
        call.permit = winner.permit();
        Conclusion.succeed(call, winner.attempt().number());
        deliverResult();
    }

    private void endBroken(Throwable thrown) {
        call.brokenBy(thrown);
        end(StopReason.POLICY_ERROR);
    }

    private void end(StopReason reason) {
        stop();
        deliverEnd(reason);
    }

    @Override
    @Nullable CompletionStage<T> startFallback(Throwable failure) {
        return Fallbacks.start(operation, context, failure, call.name());
    }

    @Override
    void abandoned() {
        inTurn(() -> {
            stop();
            wiring().reporter().cancelled(call);
        });
    }

    /** Nothing is decided any more, and nothing runs any more. */
    private void stop() {
        over = true;
        dropTimer();
        hedges.abandonAll();
    }
}
