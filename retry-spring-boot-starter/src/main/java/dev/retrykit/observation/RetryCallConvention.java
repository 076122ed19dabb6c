package dev.retrykit.observation;

import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;

/**
 * How calls are named and tagged when they are observed. A bean of this type replaces {@link StandardCallConvention},
 * which can be extended. Implementations are thread-safe.
 *
 * <p>Low-cardinality key values become tags of meters: they are asked for at the start and at the end, and must have the same
 * keys both times. Put nothing into them that a failure or a caller brings along.
 */
public interface RetryCallConvention extends GlobalObservationConvention<RetryCallContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RetryCallContext;
    }
}
