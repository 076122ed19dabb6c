package dev.retrykit.condition;

import org.jspecify.annotations.Nullable;

/**
 * A reader of status codes: {@code "503"} from an HTTP response, {@code "UNAVAILABLE"} from a gRPC failure.
 *
 * <p>Sources must be thread-safe and quick: those that read results are asked after every successful attempt whose value is
 * of a class that one of them reads. One that throws ends the call as {@code policy-error}.
 */
@FunctionalInterface
public interface StatusSource {

    /**
     * The status that a failure or a returned value carries.
     *
     * @param resultOrFailure one failure (causes are asked separately) or one returned value
     * @return the status, or null if this source knows none
     */
    @Nullable String statusOf(Object resultOrFailure);

    /**
     * Whether returned values can carry a status that this source reads.
     *
     * @return true by default; a source that reads failures only says false and is never asked on success
     */
    default boolean readsResults() {
        return true;
    }

    /**
     * Whether returned values of a class can carry a status that this source reads. The answer for a class must not change:
     * where all sources say no, values of that class are not shown to them again.
     *
     * @param type the class of a returned value
     * @return what {@link #readsResults()} says, by default; a source for one type of response, {@code HttpResponse} say,
     *     answers true for its implementations only
     */
    default boolean readsResultsOf(Class<?> type) {
        return readsResults();
    }
}
