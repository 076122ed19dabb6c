package dev.retrykit.condition;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt came to, as conditions see it. Immutable.
 *
 * @param result the returned value, or null if the attempt failed or returned null
 * @param failure what was thrown, taken out of {@code CompletionException} and the like, or null if a value was returned
 * @param status the status that the failure, one of its causes or the value carries, {@code "503"} or
 *     {@code "UNAVAILABLE"} for instance, or null if none is known
 * @param kind what kind of failure it is, which decides the price of a retry
 * @param attempt the number of the attempt, from 1
 * @param matchCauses whether conditions look at the causes of a failure too; false for a failure without one
 * @param context what the caller passed along, the intercepted invocation for instance, or null
 */
public record Outcome(
        @Nullable Object result,
        @Nullable Throwable failure,
        @Nullable String status,
        FailureKind kind,
        int attempt,
        boolean matchCauses,
        @Nullable Object context) {

    /**
     * Checks what must be present.
     *
     * @param result the returned value, or null if the attempt failed or returned null
     * @param failure what was thrown, taken out of {@code CompletionException} and the like, or null if a value was returned
     * @param status the status that the failure, one of its causes or the value carries, {@code "503"} or
     *     {@code "UNAVAILABLE"} for instance, or null if none is known
     * @param kind what kind of failure it is, which decides the price of a retry
     * @param attempt the number of the attempt, from 1
     * @param matchCauses whether conditions look at the causes of a failure too; false for a failure without one
     * @param context what the caller passed along, the intercepted invocation for instance, or null
     */
    public Outcome {
        Objects.requireNonNull(kind, "kind must not be null");
    }

    /**
     * Whether the attempt failed with this type: the failure itself or, if causes count, one of at most 16 causes.
     *
     * @param type the type to look for
     * @return true if one of them is an instance; false if a value was returned
     */
    public boolean failedWith(Class<? extends Throwable> type) {
        return first(type) != null;
    }

    /**
     * The outermost failure of a type: the failure itself or, if causes count, the first of at most 16 causes.
     *
     * @param <T> the type
     * @param type the type to look for
     * @return the first instance from the outside in, or null if there is none or a value was returned
     */
    public <T extends Throwable> @Nullable T first(Class<T> type) {
        int depth = 0;
        for (Throwable each = failure; each != null; each = nextCause(each, ++depth)) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }

    @Nullable Throwable nextCause(Throwable each, int depth) {
        return matchCauses ? Causes.next(each, depth) : null;
    }
}
