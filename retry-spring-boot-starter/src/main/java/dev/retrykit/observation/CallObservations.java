package dev.retrykit.observation;

import dev.retrykit.CallObserver;
import dev.retrykit.ObservedCall;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An observer that makes one observation of each call, and one of each attempt if that is wanted. What an attempt calls
 * becomes a child of the attempt's observation, or of the call's.
 *
 * <p>The parent of a call is the observation that is current on its caller's thread. Calls that the observation registry
 * does not observe, because a predicate of its says so, have none; their attempts are children of that parent then.
 * Thread-safe.
 *
 * <pre>{@code
 * retrier.observeWith(new CallObservations(observationRegistry, Conventions.standard(), true));
 * }</pre>
 */
public class CallObservations implements CallObserver {

    private final ObservationRegistry registry;
    private final Conventions conventions;
    private final boolean attempts;

    /**
     * An observer.
     *
     * @param registry where observations are made
     * @param conventions how they are named and tagged
     * @param attempts whether each attempt has an observation of its own
     */
    public CallObservations(ObservationRegistry registry, Conventions conventions, boolean attempts) {
        this.registry = Objects.requireNonNull(registry, "registry must not be null");
        this.conventions = Objects.requireNonNull(conventions, "conventions must not be null");
        this.attempts = attempts;
    }

    @Override
    public final @Nullable ObservedCall begin(String retrier) {
        if (registry.isNoop()) {
            return null;
        }
        Observation parent = registry.getCurrentObservation();
        RetryCallContext context = new RetryCallContext(retrier);
        Observation call = conventions.call(context, registry);
        if (call.isNoop() && !attempts) {
            return null;
        }
        call.start();
        return new FollowedCall(context, new Watched(call), attempts ? followed(retrier, call, parent) : null);
    }

    private AttemptObservations followed(String retrier, Observation call, @Nullable Observation parent) {
        return number -> {
            RetryAttemptContext context = new RetryAttemptContext(retrier, number);
            Observation attempt = conventions.attempt(context, registry);
            attempt.parentObservation(call.isNoop() ? parent : call);
            return new FollowedAttempt(number, context, new Watched(attempt.start()));
        };
    }

    final ObservationRegistry registry() {
        return registry;
    }
}
