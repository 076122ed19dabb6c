package dev.retrykit.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * How observations are named and tagged. Where there is no convention, one that the observation registry knows for such a
 * context is taken, and else the standard.
 *
 * @param calls the convention for calls, or null
 * @param attempts the convention for attempts, or null
 */
public record Conventions(
        @Nullable RetryCallConvention calls, @Nullable RetryAttemptConvention attempts) {

    private static final RetryCallConvention STANDARD_CALLS = new StandardCallConvention();
    private static final RetryAttemptConvention STANDARD_ATTEMPTS = new StandardAttemptConvention();

    /**
     * No conventions of the application's own.
     *
     * @return neither for calls nor for attempts
     */
    public static Conventions standard() {
        return new Conventions(null, null);
    }

    Observation call(RetryCallContext context, ObservationRegistry registry) {
        return RetryObservation.CALL.observation(calls, STANDARD_CALLS, () -> context, registry);
    }

    Observation attempt(RetryAttemptContext context, ObservationRegistry registry) {
        return RetryObservation.ATTEMPT.observation(attempts, STANDARD_ATTEMPTS, () -> context, registry);
    }
}
