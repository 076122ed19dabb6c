package dev.retrykit.condition;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule that says whether an outcome is worth another attempt.
 *
 * <p>Conditions must be thread-safe. They are asked once after each attempt that failed or returned a value with a
 * {@linkplain #retriesStatus status to retry}, never after a plain success. One that throws an {@link Exception} ends the call as {@code policy-error}.
 *
 * <pre>{@code
 * FailureCondition.onStatusElse(Set.of("5xx", "UNAVAILABLE"), FailureCondition.on(IOException.class))
 *         .and(FailureCondition.except(FileNotFoundException.class))
 * }</pre>
 */
@FunctionalInterface
public interface FailureCondition {

    /**
     * Whether the outcome is worth another attempt.
     *
     * @param outcome what the attempt came to
     * @return true to retry, as far as limits and budget allow
     */
    boolean test(Outcome outcome);

    /**
     * Whether the outcome is refused outright, so that not even a server's pushback makes it retryable.
     *
     * @param outcome what the attempt came to
     * @return false by default; {@link #except(List)} answers with its types
     */
    default boolean refuses(Outcome outcome) {
        return false;
    }

    /**
     * Whether this condition names the type of a failure that is never retried otherwise: an {@link Error}, an
     * interrupt, a cancellation, invalid input, refused access. Only then is such a failure put to {@link #test}.
     *
     * @param failure the failure, or the cause, that is on the list
     * @return false by default; {@link #on(List)} answers true for types that are on the list themselves
     */
    default boolean names(Throwable failure) {
        return false;
    }

    /**
     * Whether this condition asks for a retry on a status, which is what a returned value can be judged by: one whose
     * status no condition asks for is accepted, whatever {@link #test} says. So a condition that only says no to some
     * failures retries no value.
     *
     * @param status a status, {@code "503"} or {@code "UNAVAILABLE"} for instance
     * @return false by default; {@link #onStatus(String...)} answers with its patterns, {@link #and} and {@link #or} with
     *     the answers of their parts
     */
    default boolean retriesStatus(String status) {
        return false;
    }

    /**
     * The statuses that this condition looks for, if it looks at nothing else, so that the condition can be written in
     * terms that know statuses only, such as a gRPC service config.
     *
     * @return the patterns, names in upper case and classes of codes as {@code 5xx}; empty by default, and where other
     *     things decide too. {@link #onStatus(String...)} answers with its patterns
     */
    default Optional<Set<String>> statuses() {
        return Optional.empty();
    }

    /**
     * A condition that is true where both are.
     *
     * @param other the second condition, asked only if the first is true
     * @return both
     */
    default FailureCondition and(FailureCondition other) {
        return new Both(this, other);
    }

    /**
     * A condition that is true where one of two is.
     *
     * @param other the second condition, asked only if the first is false
     * @return either
     */
    default FailureCondition or(FailureCondition other) {
        return new Either(this, other);
    }

    /**
     * True for everything but some types: where the failure, or a cause that counts, is an instance of one of them, it is
     * refused, whatever it is combined with by {@link #and}, and even if the server asks for a retry.
     *
     * @param types the types to ignore
     * @return the condition
     */
    static FailureCondition except(List<Class<? extends Throwable>> types) {
        return new Except(types);
    }

    /**
     * True for everything but some types.
     *
     * @param types the types to ignore
     * @return the condition
     * @see #except(List)
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static FailureCondition except(Class<? extends Throwable>... types) {
        return new Except(List.of(types));
    }

    /**
     * The default: HTTP 408, 429, 500, 502, 503 and 504, gRPC {@code UNAVAILABLE} and {@code RESOURCE_EXHAUSTED}, and
     * every {@link Exception} without a known status.
     *
     * @return the one standard condition
     */
    static FailureCondition standard() {
        return Standard.CONDITION;
    }

    /**
     * True where the failure, or a cause that counts, is an instance of one of the types, and for every attempt cut by
     * its time limit.
     *
     * @param types the types to retry
     * @return the condition
     */
    static FailureCondition on(List<Class<? extends Throwable>> types) {
        return new OnTypes(types);
    }

    /**
     * True where the failure, or a cause that counts, is an instance of one of the types.
     *
     * @param types the types to retry
     * @return the condition
     * @see #on(List)
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static FailureCondition on(Class<? extends Throwable>... types) {
        return new OnTypes(List.of(types));
    }

    /**
     * True where the status is known and matches, and for every attempt cut by its time limit.
     *
     * @param patterns codes ({@code 503}), classes of codes ({@code 5xx}) or names ({@code UNAVAILABLE}), in any case
     * @return the condition
     * @throws IllegalArgumentException if a pattern is none of these
     */
    static FailureCondition onStatus(String... patterns) {
        return new OnStatus(StatusPatterns.of(List.of(patterns)), new OnTypes(List.of()));
    }

    /**
     * True where the status is known and matches; a failure without a known status is put to another condition.
     *
     * @param patterns codes ({@code 503}), classes of codes ({@code 5xx}) or names ({@code UNAVAILABLE}), in any case;
     *     if there are none, the other condition alone decides
     * @param otherwise the condition for failures without a known status
     * @return the condition
     * @throws IllegalArgumentException if a pattern is none of these
     */
    static FailureCondition onStatusElse(Set<String> patterns, FailureCondition otherwise) {
        return patterns.isEmpty() ? otherwise : new OnStatus(StatusPatterns.of(patterns), otherwise);
    }

    /**
     * Whether a failure of this type is retried only by a condition that {@linkplain #names names} it.
     *
     * @param type the type of a failure
     * @return true for {@link Error}, {@link InterruptedException}, {@link java.util.concurrent.CancellationException},
     *     Jakarta's {@code ConstraintViolationException}, Spring Security's {@code AccessDeniedException} and
     *     {@code AuthenticationException}, Resilience4j's refusals, Spring's {@code InvocationRejectedException}, and
     *     their subtypes
     */
    static boolean neverByDefault(Class<? extends Throwable> type) {
        return NeverRetried.contains(type);
    }
}
