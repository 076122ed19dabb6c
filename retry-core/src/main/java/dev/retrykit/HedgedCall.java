package dev.retrykit;

import dev.retrykit.budget.Permit;
import dev.retrykit.event.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a hedged call, and the future that its caller holds: attempts overlap, the first success wins.
 *
 * <p>What is known of the call is guarded by a lock; the operation, listeners and the future's dependents run outside
 * the lock and never on the timer's thread.
 */
final class HedgedCall<C extends @Nullable Object, T extends @Nullable Object> extends CompletableFuture<T> {

    private final CallState call;
    private final AsyncContextOperation<C, T> operation;
    private final C context;
    private final Duration hedgingDelay;
    private final Object lock = new Object();
    private final List<HedgedAttempt<T>> running = new ArrayList<>();
    private Attempt latest;
    private @Nullable HedgeTimer timer;
    private @Nullable StopReason noMore;
    private boolean over;

    HedgedCall(CallState call, AsyncContextOperation<C, T> operation, C context) {
        this.call = call;
        this.operation = operation;
        this.context = context;
        this.latest = call.currentAttempt();
        this.hedgingDelay = call.settings.policy.hedging().orElseThrow().delay();
    }

    CompletableFuture<T> start() {
        begin(latest, null);
        scheduleNext(hedgingDelay);
        return this;
    }

    private void begin(Attempt attempt, @Nullable Permit permit) {
        HedgedAttempt<T> next = new HedgedAttempt<>(this, attempt, permit, RetriesExhausted.latest());
        AttemptScope.Scope scope;
        try {
            scope = wiring().scopes().enter(attempt);
        } catch (Throwable thrown) {
            synchronized (lock) {
                call.policyFailure = thrown;
            }
            finish(StopReason.POLICY_ERROR, null);
            return;
        }
        Duration limit;
        synchronized (lock) {
            if (over) {
                scope.close();
                return;
            }
            if (attempt.number() > 1) {
                wiring().reporter().retryBegan();
            }
            limit = call.limitAttempt();
            next.startsAt(call, limit);
            running.add(next);
        }
        CompletionStage<T> stage;
        next.bind();
        try {
            stage = Stages.start(operation, context, attempt, call.name());
        } finally {
            next.unbind();
            scope.close();
        }
        next.follow(stage, limit, wiring().alarm());
    }

    /** An attempt has come to an end that counts, on a thread of the operation's or of the executor's. */
    void attemptEnded(HedgedAttempt<T> attempt, @Nullable T value, @Nullable Throwable failure) {
        try {
            decide(attempt, value, failure);
        } catch (Throwable fatal) {
            synchronized (lock) {
                over = true;
            }
            super.completeExceptionally(fatal);
        }
    }

    private void decide(HedgedAttempt<T> attempt, @Nullable T value, @Nullable Throwable failure) {
        Verdict verdict;
        Duration wait;
        synchronized (lock) {
            if (over || !running.remove(attempt)) {
                return;
            }
            attempt.putInto(call, value, failure);
            verdict = call.settings.judge.judgeHedged(call);
            wait = call.delay;
            if (verdict != Verdict.ACCEPT) {
                wiring().reporter().attemptFailed(call);
            }
        }
        switch (verdict) {
            case ACCEPT -> finish(null, attempt.permit());
            case RETRY -> sendAfter(wait);
            case SERVER_REFUSED, SERVER_DELAY -> sendNoMore(Objects.requireNonNull(verdict.stop()));
            default -> finish(Objects.requireNonNull(verdict.stop()), null);
        }
    }

    /** A failure that is worth a retry sends the next attempt at once, or when the server wants it. */
    private void sendAfter(Duration wait) {
        if (wait.isZero()) {
            sendNext();
        } else {
            scheduleNext(wait);
        }
    }

    private void sendNoMore(StopReason reason) {
        boolean nothingRuns;
        synchronized (lock) {
            noMore = reason;
            dropTimer();
            nothingRuns = running.isEmpty();
        }
        if (nothingRuns) {
            finish(reason, null);
        }
    }

    /** The timer has come, on its thread. */
    void timeHasCome(HedgeTimer rung) {
        synchronized (lock) {
            if (over || timer != rung) {
                return;
            }
            timer = null;
        }
        execute(this::sendNext, () -> refuse(StopReason.CLOSED));
    }

    /** The registry has stopped: no further attempt; running ones finish. */
    void gateClosed() {
        execute(() -> refuse(StopReason.CLOSED), () -> refuse(StopReason.CLOSED));
    }

    private void sendNext() {
        Attempt next;
        StopReason refusal;
        Permit permit = null;
        synchronized (lock) {
            if (over) {
                return;
            }
            dropTimer();
            refusal = refusal();
            if (refusal == null) {
                permit = wiring().budget().tryAcquireHedge();
                refusal = permit == null ? StopReason.BUDGET : null;
            }
            if (refusal == null) {
                latest = call.attemptAfter(latest);
            }
            next = latest;
        }
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        begin(next, permit);
        scheduleNext(hedgingDelay);
    }

    private @Nullable StopReason refusal() {
        if (noMore != null) {
            return noMore;
        }
        if (latest.number() >= call.settings.attemptLimit) {
            return StopReason.MAX_ATTEMPTS;
        }
        if (wiring().gate().closed()) {
            return StopReason.CLOSED;
        }
        return call.isOutOfTime() ? StopReason.TOTAL_TIMEOUT : null;
    }

    /** No attempt can be sent now: that ends the call if none is running; a budget may allow one later. */
    private void refuse(StopReason reason) {
        boolean nothingRuns;
        synchronized (lock) {
            nothingRuns = running.isEmpty();
        }
        if (nothingRuns) {
            finish(reason, null);
        } else if (reason == StopReason.BUDGET && !hedgingDelay.isZero()) {
            scheduleNext(hedgingDelay);
        }
    }

    private void scheduleNext(Duration delay) {
        HedgeTimer next;
        synchronized (lock) {
            if (over || noMore != null || latest.number() >= call.settings.attemptLimit) {
                return;
            }
            dropTimer();
            next = new HedgeTimer(this, wiring());
            timer = next;
        }
        if (!next.begin(delay)) {
            gateClosed();
        }
    }

    private void dropTimer() {
        HedgeTimer before = timer;
        timer = null;
        if (before != null) {
            before.cancel();
        }
    }

    /** Ends the call: with the value that is in it, if there is no reason; losers are cancelled. */
    private void finish(@Nullable StopReason reason, @Nullable Permit winner) {
        List<HedgedAttempt<T>> losers = close();
        if (losers == null) {
            return;
        }
        Throwable thrown = null;
        if (reason == null) {
            call.permit = winner;
            Conclusion.succeed(call);
        } else {
            thrown = Conclusion.end(call, reason);
        }
        losers.forEach(HedgedAttempt::abandon);
        if (thrown == null) {
            super.complete(result());
        } else {
            super.completeExceptionally(thrown);
        }
    }

    /** Closes the call once; the attempts that were still running, or null if it was closed already. */
    private @Nullable List<HedgedAttempt<T>> close() {
        synchronized (lock) {
            if (over) {
                return null;
            }
            over = true;
            call.hedgedUpTo(latest);
            dropTimer();
            List<HedgedAttempt<T>> losers = List.copyOf(running);
            running.clear();
            return losers;
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return super.cancel(mayInterruptIfRunning) && abandoned();
    }

    @Override
    public boolean complete(T value) {
        return super.complete(value) && abandoned();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return super.completeExceptionally(failure) && abandoned();
    }

    private boolean abandoned() {
        List<HedgedAttempt<T>> losers = close();
        if (losers != null) {
            wiring().reporter().ended(call, StopReason.CANCELLED);
            losers.forEach(HedgedAttempt::abandon);
        }
        return true;
    }

    /** Runs other people's code off the timer's thread, something else in the common pool if the executor refuses. */
    void execute(Runnable task, Runnable ifRefused) {
        try {
            wiring().executor().execute(task);
        } catch (RejectedExecutionException refused) {
            ForkJoinPool.commonPool().execute(ifRefused);
        }
    }

    String name() {
        return call.name();
    }

    private Wiring wiring() {
        return call.settings.wiring;
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private T result() {
        return (T) call.result();
    }
}
