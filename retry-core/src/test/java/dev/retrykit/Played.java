package dev.retrykit;

import dev.retrykit.event.RetryEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a scenario.
 *
 * @param value what the caller received
 * @param thrown what the caller had to catch
 * @param failures what the attempts threw, one entry for each attempt that threw
 * @param starts when the attempts began, since the call did
 * @param ended when the call ended, since it began
 * @param events what listeners were told
 * @param counts what the statistics added
 * @param flag whether the caller's thread was left interrupted
 */
record Played(
        @Nullable Object value,
        @Nullable Throwable thrown,
        List<Throwable> failures,
        List<Duration> starts,
        Duration ended,
        List<RetryEvent> events,
        Counts counts,
        boolean flag) {

    /** The events as lines. */
    List<String> story() {
        return events.stream().map(Played::told).toList();
    }

    Throwable failure(int number) {
        return failures.get(number - 1);
    }

    List<RetriesExhausted> marks() {
        return thrown == null ? List.of() : marksOn(thrown);
    }

    /** What is suppressed in the exception that the caller caught. */
    List<Throwable> suppressed() {
        return thrown == null ? List.of() : List.of(thrown.getSuppressed());
    }

    static List<RetriesExhausted> marksOn(Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(RetriesExhausted.class::isInstance)
                .map(RetriesExhausted.class::cast)
                .toList();
    }

    /** The delays that were scheduled. */
    List<Duration> delays() {
        return events.stream()
                .filter(RetryEvent.RetryScheduled.class::isInstance)
                .map(event -> ((RetryEvent.RetryScheduled) event).delay())
                .toList();
    }

    private static String told(RetryEvent event) {
        if (event instanceof RetryEvent.AttemptFailed failed) {
            return failed.failure() == null
                    ? "attempt " + failed.attempt() + " returned " + failed.result()
                    : "attempt " + failed.attempt() + " threw "
                            + failed.failure().getClass().getSimpleName();
        }
        if (event instanceof RetryEvent.RetryScheduled scheduled) {
            return "attempt " + scheduled.attempt() + " in " + scheduled.delay();
        }
        if (event instanceof RetryEvent.CallSucceeded succeeded) {
            return "success after " + succeeded.attempts() + ", " + succeeded.sinceFirstFailure();
        }
        RetryEvent.CallEnded ended = (RetryEvent.CallEnded) event;
        return ended.reason().code() + " after " + ended.attempts() + ", " + ended.sinceFirstFailure();
    }
}
