package dev.retrykit;

import org.jspecify.annotations.Nullable;

/** What a retrier is at a moment: its policy, whether it is switched on, and what follows from both; replaced as a whole. */
final class Settings {

    final Wiring wiring;
    final RetryPolicy policy;
    final boolean on;
    final Judge judge;
    final ResultConditions results;
    final Attempt firstAttempt;
    final int attemptLimit;
    final @Nullable CallObserver observer;

    /** Whether a first attempt can be made without clock, binding, scope or listener. */
    final boolean startsPlainly;

    private final boolean looksAtResults;
    private final boolean looksAtStatus;

    Settings(Wiring wiring, RetryPolicy policy, boolean on, @Nullable CallObserver observer) {
        this.wiring = wiring;
        this.policy = policy;
        this.on = on;
        this.observer = observer;
        this.judge = new Judge(wiring, policy);
        this.results = policy.resultConditions();
        this.attemptLimit = policy.attemptLimit();
        this.firstAttempt = attemptLimit == 1 ? Attempt.ONLY : Attempt.FIRST;
        this.startsPlainly = on
                && attemptLimit > 1
                && !policy.limitsTime()
                && policy.hedging().isEmpty()
                && wiring.scopes().none()
                && observer == null
                && !wiring.budget().countsCalls()
                && !wiring.reporter().wantsFirstTrySuccesses();
        this.looksAtStatus = results.lookAtStatus() && !wiring.resultStatuses().none();
        this.looksAtResults = looksAtStatus || results.exist();
    }

    Settings with(RetryPolicy other) {
        return new Settings(wiring, other, on, observer);
    }

    Settings switched(boolean nowOn) {
        return new Settings(wiring, policy, nowOn, observer);
    }

    Settings observedBy(CallObserver other) {
        return new Settings(wiring, policy, on, other);
    }

    /** The same for other listeners, which decide how first attempts can be made. */
    Settings again() {
        return new Settings(wiring, policy, on, observer);
    }

    /** Whether a returned value must be judged; most need not be, and this says so quickly. */
    boolean concern(@Nullable Object result) {
        return looksAtResults
                && (results.concern(result) || (looksAtStatus && result != null && carriesStatus(result)));
    }

    private boolean carriesStatus(Object result) {
        try {
            return wiring.resultStatuses().isIn(result);
        } catch (Throwable thrownAgainWhereItIsHandled) {
            return true;
        }
    }
}
