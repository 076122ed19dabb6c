package dev.retrykit.condition;

import org.jspecify.annotations.Nullable;

/** Makes outcomes to ask conditions about. */
final class Outcomes {

    private Outcomes() {}

    static Outcome failed(Throwable failure) {
        return failed(failure, null);
    }

    static Outcome failed(Throwable failure, @Nullable String status) {
        return new Outcome(null, failure, status, FailureKind.TRANSIENT, 1, true, null);
    }

    static Outcome failedWithoutCauses(Throwable failure) {
        return new Outcome(null, failure, null, FailureKind.TRANSIENT, 1, false, null);
    }

    static Outcome timedOut(Throwable failure) {
        return new Outcome(null, failure, null, FailureKind.TIMEOUT, 1, false, null);
    }

    static Outcome returned(Object value, @Nullable String status) {
        return new Outcome(value, null, status, FailureKind.TRANSIENT, 1, true, null);
    }

    /** A failure with this many causes, the innermost of which is the one given. */
    static Throwable above(int causes, Throwable innermost) {
        Throwable failure = innermost;
        for (int i = 0; i < causes; i++) {
            failure = new IllegalStateException(failure);
        }
        return failure;
    }

    /** Two failures that are each other's cause. */
    static Throwable cyclic() {
        IllegalStateException outer = new IllegalStateException();
        outer.initCause(new IllegalArgumentException(outer));
        return outer;
    }
}
