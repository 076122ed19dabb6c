package dev.retrykit.observation;

import dev.retrykit.AttemptScope.Scope;
import dev.retrykit.reactor.PublisherObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Observations of calls whose subscribers may bring their parent in Reactor's context, where they leave that of the
 * attempt for what it subscribes to. Needs Reactor.
 */
public final class PublisherObservations extends CallObservations implements PublisherObserver {

    private static final Scope NOTHING = () -> {};

    /**
     * An observer.
     *
     * @param registry where observations are made
     * @param conventions how they are named and tagged
     * @param attempts whether each attempt has an observation of its own
     */
    public PublisherObservations(ObservationRegistry registry, Conventions conventions, boolean attempts) {
        super(registry, conventions, attempts);
    }

    @Override
    public Scope enter(ContextView subscriber) {
        Object parent = subscriber.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
        if (!(parent instanceof Observation observation)
                || observation == registry().getCurrentObservation()) {
            return NOTHING;
        }
        return observation.openScope()::close;
    }

    @Override
    public Context attemptIn(Context subscriber) {
        Observation current = registry().getCurrentObservation();
        // On other threads, what is current where nothing of the call is observed is anything.
        return current != null && isOfRetrier(current)
                ? subscriber.put(ObservationThreadLocalAccessor.KEY, current)
                : subscriber;
    }

    private static boolean isOfRetrier(Observation observation) {
        return observation.getContextView() instanceof RetryCallContext
                || observation.getContextView() instanceof RetryAttemptContext;
    }
}
