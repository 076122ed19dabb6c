package dev.retrykit;

import dev.retrykit.budget.Permit;
import dev.retrykit.event.HedgeOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts of a hedged call that have been sent and have not ended. Looked at in the turns of the call only. */
final class Hedges<C extends @Nullable Object, T extends @Nullable Object> {

    private final CallState call;
    private final List<HedgedAttempt<C, T>> running = new ArrayList<>();
    private Attempt latest;

    Hedges(CallState call) {
        this.call = call;
        this.latest = call.currentAttempt();
    }

    void sent(HedgedAttempt<C, T> attempt) {
        latest = attempt.attempt();
        running.add(attempt);
    }

    void ended(HedgedAttempt<C, T> attempt) {
        running.remove(attempt);
    }

    boolean run() {
        return !running.isEmpty();
    }

    boolean run(HedgedAttempt<C, T> attempt) {
        return running.contains(attempt);
    }

    Attempt latest() {
        return latest;
    }

    boolean lastIsSent() {
        return latest.number() >= call.settings.attemptLimit;
    }

    void won(HedgedAttempt<C, T> attempt) {
        count(attempt, HedgeOutcome.WON);
    }

    void lost(HedgedAttempt<C, T> attempt) {
        count(attempt, HedgeOutcome.LOST);
    }

    /** The next attempt was due, and is not sent now. */
    void refused() {
        call.settings.wiring.reporter().statistics().hedge(HedgeOutcome.REFUSED);
    }

    /** The first attempt is no hedge. */
    private void count(HedgedAttempt<C, T> attempt, HedgeOutcome outcome) {
        if (attempt.attempt().number() > 1) {
            call.settings.wiring.reporter().statistics().hedge(outcome);
        }
    }

    /** The call is over: cancels those that have begun, and takes the others back with what they took from the budget. */
    void abandonAll() {
        int begun = latest.number();
        List<Permit> unused = new ArrayList<>();
        for (HedgedAttempt<C, T> attempt : running) {
            if (attempt.drop()) {
                begun--;
                if (attempt.permit() != null) {
                    unused.add(attempt.permit());
                }
            } else {
                lost(attempt);
                attempt.abandon();
            }
        }
        running.clear();
        // A call of which not even the first attempt began counts as one that began it.
        call.hedgedUpTo(begun == latest.number() ? latest : new Attempt(Math.max(1, begun), false, null, null, 0));
        giveBack(unused);
    }

    /** An error of the budget's propagates, but not before it has been given everything. */
    private void giveBack(List<Permit> permits) {
        Error error = null;
        for (Permit permit : permits) {
            try {
                Conclusion.giveBack(call, permit);
            } catch (Error thrown) {
                error = error == null ? thrown : error;
            }
        }
        if (error != null) {
            throw error;
        }
    }
}
