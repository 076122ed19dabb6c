package dev.retrykit;

import dev.retrykit.AttemptScope.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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
        Deque<Scope> entered = new ArrayDeque<>(scopes.size());
        try {
            for (AttemptScope scope : scopes) {
                entered.push(scope.enter(attempt));
            }
        } catch (Throwable thrown) {
            close(entered);
            throw thrown;
        }
        return () -> close(entered);
    }

    private void close(Deque<Scope> entered) {
        for (Scope scope : entered) {
            try {
                scope.close();
            } catch (RuntimeException thrown) {
                reporter.misbehaved(scope, thrown);
            }
        }
    }
}
