package dev.retrykit;

import dev.retrykit.AttemptScope.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** All scopes of a retrier as one, entered in order and closed in the opposite one. */
final class Scopes {

    private static final Scope NOTHING = () -> {};

    private final List<AttemptScope> scopes;
    private final Reporter reporter;

    Scopes(List<AttemptScope> scopes, Reporter reporter) {
        this.scopes = List.copyOf(scopes);
        this.reporter = reporter;
    }

    boolean none() {
        return scopes.isEmpty();
    }

    /** Enters all, or none: when one throws, those before it are closed. */
    Scope enter(Attempt attempt) {
        if (scopes.isEmpty()) {
            return NOTHING;
        }
        Deque<Entered> entered = new ArrayDeque<>(scopes.size());
        try {
            for (AttemptScope scope : scopes) {
                entered.push(new Entered(scope, scope.enter(attempt)));
            }
        } catch (Throwable thrown) {
            close(entered);
            throw thrown;
        }
        return () -> close(entered);
    }

    private void close(Deque<Entered> entered) {
        for (Entered each : entered) {
            try {
                each.end.close();
            } catch (Exception thrown) {
                reporter.misbehaved(each.scope, thrown);
            }
        }
    }

    /** A scope and what ends it, so that complaints name the scope. */
    private record Entered(AttemptScope scope, Scope end) {

        Entered {
            Objects.requireNonNull(end, () -> scope + " must not return null");
        }
    }
}
