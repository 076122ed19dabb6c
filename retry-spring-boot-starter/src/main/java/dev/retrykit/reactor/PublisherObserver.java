package dev.retrykit.reactor;

import dev.retrykit.AttemptScope.Scope;
import dev.retrykit.CallObserver;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * An observer that reads Reactor's context of subscribers and adds to it: calls as publishers ask it, others do not. Must be
 * thread-safe, and its methods must not throw.
 */
public interface PublisherObserver extends CallObserver {

    /**
     * Surrounds the begin of a call with what its subscriber brings.
     *
     * @param subscriber the context of the subscriber
     * @return what is closed on the same thread once the first attempt has been subscribed to
     */
    Scope enter(ContextView subscriber);

    /**
     * What the publisher of an attempt finds in its context. Asked on the thread that starts the attempt, in its scope.
     *
     * @param subscriber the context of the subscriber
     * @return that context with what belongs to the attempt
     */
    Context attemptIn(Context subscriber);
}
