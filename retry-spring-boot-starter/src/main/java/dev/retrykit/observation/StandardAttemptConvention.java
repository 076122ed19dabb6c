package dev.retrykit.observation;

import dev.retrykit.observation.RetryObservation.AttemptDetail;
import dev.retrykit.observation.RetryObservation.AttemptKey;
import io.micrometer.common.KeyValues;

/** The names and keys of {@link RetryObservation#ATTEMPT}. Immutable and thread-safe. */
public class StandardAttemptConvention implements RetryAttemptConvention {

    static final String NAME = "retry.attempt";

    /** The convention; it has no state. */
    public StandardAttemptConvention() {}

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(RetryAttemptContext context) {
        return "retry " + context.retrier() + " attempt " + context.attempt();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RetryAttemptContext context) {
        return KeyValues.of(
                AttemptKey.NAME.withValue(context.retrier()),
                AttemptKey.OUTCOME.withValue(
                        context.outcome().map(AttemptEnd::code).orElse("unknown")));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RetryAttemptContext context) {
        KeyValues number = KeyValues.of(AttemptDetail.ATTEMPT.withValue(Integer.toString(context.attempt())));
        Throwable failure = context.getError();
        return failure == null
                ? number
                : number.and(AttemptDetail.FAILURE.withValue(failure.getClass().getName()));
    }
}
