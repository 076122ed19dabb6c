package dev.retrykit.sample;

import dev.retrykit.RetriesExhausted;
import org.springframework.http.ProblemDetail;

/**
 * Why there was no further attempt, as the library leaves it on a failure.
 *
 * @param attempts how many attempts were made
 * @param reason why no other followed
 */
public record GivenUp(int attempts, String reason) {

    /** Adds what the mark on a failure says; a failure that was not worth a retry has none. */
    public static void tell(Throwable failure, ProblemDetail problem) {
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof RetriesExhausted mark) {
                problem.setProperty(
                        "gaveUp", new GivenUp(mark.attempts(), mark.reason().code()));
            }
        }
    }
}
