package dev.retrykit.observation;

import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;

/**
 * How attempts are named and tagged when they are observed. A bean of this type replaces
 * {@link StandardAttemptConvention}, which can be extended. Implementations are thread-safe.
 *
 * <p>For low-cardinality key values the same holds as in a {@link RetryCallConvention}.
 */
public interface RetryAttemptConvention extends GlobalObservationConvention<RetryAttemptContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RetryAttemptContext;
    }
}
