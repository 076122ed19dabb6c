package dev.retrykit;

import dev.retrykit.AttemptScope.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All scopes of a retrier as one, entered in order and closed in the opposite one. */
final class Scopes {

    /** What leaves no scope. */
    static final Scope NOTHING = () -> {};

    private final List<AttemptScope> scopes;
    private final @Nullable CallerContext callerContext;
    private final Reporter reporter;

    Scopes(List<AttemptScope> scopes, @Nullable CallerContext callerContext, Reporter reporter) {
        this.scopes = List.copyOf(scopes);
        this.callerContext = callerContext;
        this.reporter = reporter;
    }

    boolean none() {
        return scopes.isEmpty();
    }

    /** What later attempts on other threads are to find of this one, or null if there is nothing. */
    @Nullable AttemptScope capture() {
        if (callerContext == null) {
            return null;
        }
        try {
            return Objects.requireNonNull(callerContext.capture(), () -> callerContext + " must not return null");
        } catch (Exception thrown) {
            reporter.misbehaved(callerContext, thrown);
            return null;
        }
    }

    /**
     * Enters all around the attempt of a call, or none: when one throws, those before it are closed. Outermost is what was
     * captured, unless the attempt is the first one, which is the caller's own; innermost is who follows the call.
     */
    Scope enter(CallState call, @Nullable AttemptScope captured) {
        AttemptScope outermost = call.attempt() > 1 ? captured : null;
        if (!call.isSurrounded() && outermost == null) {
            return NOTHING;
        }
        Attempt attempt = call.currentAttempt();
        Deque<Entered> entered = new ArrayDeque<>(scopes.size() + 2);
        try {
            if (outermost != null) {
                entered.push(new Entered(outermost, outermost.enter(attempt)));
            }
            for (AttemptScope scope : scopes) {
                entered.push(new Entered(scope, scope.enter(attempt)));
            }
            ObservedCall observed = call.observed();
            if (observed != null) {
                observe(observed, attempt, entered);
            }
        } catch (Throwable thrown) {
            close(entered);
            throw thrown;
        }
        return () -> close(entered);
    }

    /** Who follows a call cannot keep its attempts from beginning. */
    private void observe(ObservedCall observed, Attempt attempt, Deque<Entered> entered) {
        try {
            entered.push(new Entered(observed, observed.enter(attempt)));
        } catch (Exception thrown) {
            reporter.misbehaved(observed, thrown);
        }
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
