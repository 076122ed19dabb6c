package dev.retrykit.observation;

import dev.retrykit.AttemptScope.Scope;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * An observation that ends once, and not while anything is in its scope: where attempts overlap, the end may be told before
 * the thread that starts one has left its scope.
 */
final class Watched {

    private static final Scope NOTHING = () -> {};

    private final Observation observation;
    private int open;
    private boolean ended;

    Watched(Observation observation) {
        this.observation = observation;
    }

    Observation observation() {
        return observation;
    }

    /** Makes this the current observation of the thread until the scope is closed, unless it has ended. */
    Scope enter() {
        synchronized (this) {
            if (ended && open == 0) {
                return NOTHING;
            }
            open++;
        }
        Observation.Scope scope;
        try {
            scope = observation.openScope();
        } catch (Throwable thrown) {
            left();
            throw thrown;
        }
        return () -> {
            try {
                scope.close();
            } finally {
                left();
            }
        };
    }

    private void left() {
        boolean stop;
        synchronized (this) {
            open--;
            stop = ended && open == 0;
        }
        if (stop) {
            observation.stop();
        }
    }

    /** Ends, with an error or without. */
    void end(@Nullable Throwable error) {
        try {
            if (error != null) {
                observation.error(error);
            }
        } finally {
            end();
        }
    }

    private void end() {
        boolean stop;
        synchronized (this) {
            stop = !ended && open == 0;
            ended = true;
        }
        if (stop) {
            observation.stop();
        }
    }
}
