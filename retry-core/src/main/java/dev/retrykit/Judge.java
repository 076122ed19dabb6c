package dev.retrykit;

import dev.retrykit.budget.Permit;
import dev.retrykit.condition.Outcome;
import dev.retrykit.condition.ServerWord;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides what follows an attempt. The rules are asked in a fixed order; the budget last, because
 * asking it may spend.
 */
final class Judge {

    private final Wiring wiring;
    private final RetryPolicy policy;
    private final Classifier classifier;
    private final Delays delays;
    private final int attemptLimit;

    Judge(Wiring wiring, RetryPolicy policy) {
        this.wiring = wiring;
        this.policy = policy;
        this.classifier = new Classifier(wiring, policy);
        this.delays = new Delays(wiring, policy);
        this.attemptLimit = policy.attemptLimit();
    }

    /** Decides, and leaves delay and permit of a retry in the call. Other people's code may throw in here: that ends the call. */
    Verdict judge(CallState call) {
        try {
            Outcome outcome = classifier.classify(call);
            if (outcome == null) {
                return Verdict.ACCEPT;
            }
            call.kind = outcome.kind();
            call.failed();
            return judge(call, outcome, classifier.wordOf(outcome));
        } catch (Throwable thrownByOthers) {
            return policyError(call, thrownByOthers);
        }
    }

    private static Verdict policyError(CallState call, Throwable thrownByOthers) {
        if (!call.hasFailed()) {
            call.failed();
        }
        call.brokenBy(thrownByOthers);
        return Verdict.POLICY_ERROR;
    }

    /**
     * Decides after one of several attempts that overlap: no back-off is drawn, and load is asked for when the next one is
     * sent.
     */
    Verdict judgeHedged(CallState call) {
        try {
            Outcome outcome = classifier.classify(call);
            if (outcome == null) {
                return Verdict.ACCEPT;
            }
            call.kind = outcome.kind();
            call.failed();
            ServerWord word = classifier.wordOf(outcome);
            Verdict verdict = judgeWorth(call, outcome, word);
            call.delay = Delays.asked(word);
            return verdict != Verdict.RETRY ? verdict : judgeWord(word);
        } catch (Throwable thrownByOthers) {
            return policyError(call, thrownByOthers);
        }
    }

    private Verdict judge(CallState call, Outcome outcome, @Nullable ServerWord word) {
        Verdict worth = judgeWorth(call, outcome, word);
        if (worth != Verdict.RETRY) {
            return worth;
        }
        if (call.attempt() >= attemptLimit) {
            return Verdict.MAX_ATTEMPTS;
        }
        Verdict allowed = judgeWord(word);
        if (allowed != Verdict.RETRY) {
            return allowed;
        }
        call.delay = delays.next(call, word);
        return judgeTimeAndLoad(call);
    }

    private Verdict judgeWorth(CallState call, Outcome outcome, @Nullable ServerWord word) {
        boolean worthIt = classifier.isWorthARetry(outcome, word);
        Throwable failure = call.failure();
        boolean gaveUpInside = policy.nested() == Nested.ONCE
                && failure != null
                && MarkNumbers.latest() != call.marksBefore
                && RetriesExhausted.isMarkedSince(call.marksBefore, failure);
        if (!gaveUpInside && (worthIt || word == ServerWord.doNotRetry())) {
            wiring.budget().onFailure(outcome.kind());
        }
        if (!worthIt) {
            return Verdict.NOT_RETRYABLE;
        }
        if (gaveUpInside) {
            return Verdict.NESTED;
        }
        return call.committed && !policy.retryAfterFirstElement() ? Verdict.NOT_RETRYABLE : Verdict.RETRY;
    }

    private Verdict judgeWord(@Nullable ServerWord word) {
        if (word == ServerWord.doNotRetry()) {
            return Verdict.SERVER_REFUSED;
        }
        return delays.asksTooMuch(word) ? Verdict.SERVER_DELAY : Verdict.RETRY;
    }

    private Verdict judgeTimeAndLoad(CallState call) {
        if (call.limits.isOutOfTimeAfter(call.delay)) {
            return Verdict.TOTAL_TIMEOUT;
        }
        if (call.limits.isOutOfInheritedTimeAfter(call.delay)) {
            return Verdict.TOTAL_TIMEOUT;
        }
        Permit permit = wiring.budget().tryAcquire(call.kind);
        if (permit == null) {
            return Verdict.BUDGET;
        }
        call.permit = permit;
        call.permitIsUnused = true;
        return Verdict.RETRY;
    }
}
