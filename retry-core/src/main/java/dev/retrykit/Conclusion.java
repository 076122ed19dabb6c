package dev.retrykit;

import dev.retrykit.budget.Permit;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.event.StopReason;
import org.jspecify.annotations.Nullable;

/** How calls end: what is counted and told, what mark is set, what the caller receives. */
final class Conclusion {

    private Conclusion() {}

    static void succeed(CallState call) {
        succeed(call, call.attempt());
    }

    /** Where attempts overlap, the one that brought the value need not be the last one that began. */
    static void succeed(CallState call, int attempt) {
        tellSuccess(call.settings.wiring, call.permit);
        call.settings.wiring.reporter().succeeded(call, attempt);
    }

    /** Tells the budget of a success; one that throws cannot take the value away. */
    static void tellSuccess(Wiring wiring, @Nullable Permit last) {
        try {
            wiring.budget().onSuccess(last);
        } catch (Exception thrown) {
            wiring.reporter().misbehaved(wiring.budget(), thrown);
        }
    }

    /** Tells whom it may concern that a call begins which cannot be made plainly. */
    static void tellBegin(CallState call) {
        Wiring wiring = call.settings.wiring;
        CallObserver observer = call.settings.observer;
        if (observer != null) {
            try {
                call.observedBy(observer.begin(wiring.name()));
            } catch (Exception thrown) {
                wiring.reporter().misbehaved(observer, thrown);
            }
        }
        if (wiring.budget().countsCalls()) {
            tellCall(wiring);
        }
    }

    private static void tellCall(Wiring wiring) {
        try {
            wiring.budget().onCall();
        } catch (Exception thrown) {
            wiring.reporter().misbehaved(wiring.budget(), thrown);
        }
    }

    /** Ends the call; what it returns is to be thrown, and if it is null the last result is to be returned. */
    static @Nullable Throwable end(CallState call, StopReason reason) {
        Throwable thrown = toThrow(call, reason);
        if (thrown != null && call.failure() == thrown && earnsMark(call, reason)) {
            RetriesExhausted.mark(thrown, call, reason);
        }
        call.settings.wiring.reporter().ended(call, reason, thrown);
        return thrown;
    }

    /**
     * Ends a call that an {@link Error} of other people's code breaks off, wherever it came from: counted and told once,
     * whatever is thrown meanwhile. The error is the caller's to receive.
     */
    static void breakOff(CallState call, Throwable error) {
        if (call.concluded) {
            return;
        }
        call.brokenBy(error);
        try {
            if (call.permitIsUnused) {
                giveBack(call);
            }
        } catch (Throwable thrownToo) {
            suppress(error, thrownToo);
        }
        try {
            call.settings.wiring.reporter().ended(call, StopReason.POLICY_ERROR, error);
        } catch (Throwable thrownToo) {
            suppress(error, thrownToo);
        }
    }

    private static void suppress(Throwable error, Throwable thrownToo) {
        if (error != thrownToo) {
            error.addSuppressed(thrownToo);
        }
    }

    /** The permit of a retry that never began goes back. */
    static void giveBack(CallState call) {
        Permit unused = call.permit;
        if (unused == null) {
            return;
        }
        call.permit = null;
        call.permitIsUnused = false;
        giveBack(call, unused);
    }

    static void giveBack(CallState call, Permit unused) {
        Wiring wiring = call.settings.wiring;
        try {
            wiring.budget().giveBack(unused);
        } catch (Exception thrown) {
            wiring.reporter().misbehaved(wiring.budget(), thrown);
        }
    }

    private static @Nullable Throwable toThrow(CallState call, StopReason reason) {
        Throwable failure = call.failure();
        Throwable policyFailure = call.policyFailure();
        if (reason == StopReason.POLICY_ERROR && policyFailure != null) {
            return policyError(failure, policyFailure);
        }
        if (failure != null || returnsLastResult(call)) {
            return failure;
        }
        return new RetryExhaustedException(call, reason);
    }

    private static Throwable policyError(@Nullable Throwable failure, Throwable policyFailure) {
        if (failure == null || failure == policyFailure) {
            return policyFailure;
        }
        if (policyFailure instanceof Error) {
            Suppressed.add(policyFailure, failure);
            return policyFailure;
        }
        Suppressed.add(failure, policyFailure);
        return failure;
    }

    private static boolean returnsLastResult(CallState call) {
        ResultOutcome unwritten = call.kind == FailureKind.RESULT ? ResultOutcome.THROW : ResultOutcome.RETURN_LAST;
        return call.settings.policy.onUnacceptableResult().orElse(unwritten) == ResultOutcome.RETURN_LAST;
    }

    private static boolean earnsMark(CallState call, StopReason reason) {
        if (!reason.exhausted() || call.limits.inheritedTimeRanOut()) {
            return false;
        }
        return call.attempt() > 1 || reason != StopReason.MAX_ATTEMPTS;
    }
}
