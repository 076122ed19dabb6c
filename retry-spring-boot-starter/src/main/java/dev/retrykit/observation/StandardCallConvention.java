package dev.retrykit.observation;

import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.StopReason;
import dev.retrykit.observation.RetryObservation.CallDetail;
import dev.retrykit.observation.RetryObservation.CallKey;
import io.micrometer.common.KeyValues;

/** The names and keys of {@link RetryObservation#CALL}. Immutable and thread-safe. */
public class StandardCallConvention implements RetryCallConvention {

    static final String NAME = "retry.call";

    /** The convention; it has no state. */
    public StandardCallConvention() {}

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(RetryCallContext context) {
        return "retry " + context.retrier();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RetryCallContext context) {
        return KeyValues.of(
                CallKey.NAME.withValue(context.retrier()),
                CallKey.OUTCOME.withValue(
                        context.outcome().map(CallOutcome::code).orElse("unknown")),
                CallKey.REASON.withValue(context.reason().map(StopReason::code).orElse("none")));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RetryCallContext context) {
        KeyValues attempts = context.attempts() == 0
                ? KeyValues.empty()
                : KeyValues.of(CallDetail.ATTEMPTS.withValue(Integer.toString(context.attempts())));
        return context.lastFailure()
                .map(failure -> attempts.and(
                        CallDetail.FAILURE.withValue(failure.getClass().getName())))
                .orElse(attempts);
    }
}
