package dev.retrykit;

import dev.retrykit.condition.Causes;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.Outcome;
import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.condition.StatusSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of a raw result or failure what conditions are asked about, and asks them. */
final class Classifier {

    private final RetryPolicy policy;
    private final ResultConditions results;
    private final FailureCondition condition;
    private final List<FailureCondition> conditions;
    private final @Nullable ServerDelay serverDelay;
    private final List<StatusSource> statusSources;
    private final ResultStatuses resultStatuses;

    Classifier(Wiring wiring, RetryPolicy policy) {
        this.policy = policy;
        this.results = policy.resultConditions();
        this.condition = policy.retryOn();
        this.conditions = wiring.conditions();
        this.serverDelay = policy.serverDelay().orElse(null);
        this.statusSources = wiring.statusSources();
        this.resultStatuses = wiring.resultStatuses();
    }

    /** The outcome, or null if a value was returned that the caller can have. */
    @Nullable Outcome classify(CallState call) {
        Throwable failure = call.failure();
        if (failure != null) {
            return ofFailure(call, failure);
        }
        return call.committed ? null : ofResult(call, call.result());
    }

    private @Nullable Outcome ofResult(CallState call, @Nullable Object result) {
        if (results.refuse(result, call.attempt(), policy.matchCauses(), call.context)) {
            return new Outcome(
                    result, null, null, FailureKind.RESULT, call.attempt(), policy.matchCauses(), call.context);
        }
        if (result == null || !results.lookAtStatus()) {
            return null;
        }
        String status = resultStatuses.of(result);
        if (status == null || !condition.retriesStatus(status)) {
            return null;
        }
        Outcome outcome =
                new Outcome(result, null, status, kindOf(status), call.attempt(), policy.matchCauses(), call.context);
        return condition.test(outcome) ? outcome : null;
    }

    private Outcome ofFailure(CallState call, Throwable failure) {
        Throwable unwrapped = Causes.unwrapped(failure);
        if (unwrapped instanceof AttemptTimeoutException) {
            return new Outcome(null, unwrapped, null, FailureKind.TIMEOUT, call.attempt(), false, call.context);
        }
        // A throwable locks itself to tell its cause. It is asked once; one without a cause is then looked at alone.
        boolean hasCauses = policy.matchCauses() && unwrapped.getCause() != null;
        String status = statusOfFailure(unwrapped, hasCauses);
        return new Outcome(null, unwrapped, status, kindOf(status), call.attempt(), hasCauses, call.context);
    }

    private @Nullable String statusOfFailure(Throwable failure, boolean hasCauses) {
        if (statusSources.isEmpty()) {
            return null;
        }
        int depth = 0;
        for (Throwable each = failure; each != null; each = hasCauses ? Causes.next(each, ++depth) : null) {
            String status = statusOf(each);
            if (status != null) {
                return status;
            }
        }
        return null;
    }

    private @Nullable String statusOf(Throwable failure) {
        for (StatusSource source : statusSources) {
            String status = source.statusOf(failure);
            if (status != null) {
                return status;
            }
        }
        return null;
    }

    private static FailureKind kindOf(@Nullable String status) {
        return "429".equals(status) || "RESOURCE_EXHAUSTED".equalsIgnoreCase(status)
                ? FailureKind.THROTTLED
                : FailureKind.TRANSIENT;
    }

    /** What the server said, read once for each attempt. */
    @Nullable ServerWord wordOf(Outcome outcome) {
        if (serverDelay == null || outcome.kind() == FailureKind.TIMEOUT || outcome.kind() == FailureKind.RESULT) {
            return null;
        }
        if (outcome.result() != null) {
            return serverDelay.wordOf(outcome.result());
        }
        int depth = 0;
        for (Throwable each = outcome.failure();
                each != null;
                each = outcome.matchCauses() ? Causes.next(each, ++depth) : null) {
            ServerWord word = serverDelay.wordOf(each);
            if (word != null) {
                return word;
            }
        }
        return null;
    }

    boolean isWorthARetry(Outcome outcome, @Nullable ServerWord word) {
        if (outcome.failure() == null) {
            return true;
        }
        if (outcome.failedWith(VirtualMachineError.class)) {
            return false;
        }
        return isWanted(outcome, word) && isAllowed(outcome);
    }

    private boolean isWanted(Outcome outcome, @Nullable ServerWord word) {
        return word instanceof ServerWord.Exactly
                ? !condition.refuses(outcome)
                : !isNeverRetried(outcome) && condition.test(outcome);
    }

    private boolean isAllowed(Outcome outcome) {
        for (FailureCondition each : conditions) {
            if (!each.test(outcome)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the failure, or a cause that counts, is one that is retried only by name, and nobody named it. */
    private boolean isNeverRetried(Outcome outcome) {
        int depth = 0;
        for (Throwable each = outcome.failure();
                each != null;
                each = outcome.matchCauses() ? Causes.next(each, ++depth) : null) {
            if (FailureCondition.neverByDefault(each.getClass()) && !condition.names(each)) {
                return true;
            }
        }
        return false;
    }
}
