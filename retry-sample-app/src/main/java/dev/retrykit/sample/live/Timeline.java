package dev.retrykit.sample.live;

import java.util.List;

/**
 * One call from its first attempt to its end.
 *
 * @param instance the name of the retrier
 * @param call its number there
 * @param endedAt when it ended, in milliseconds of the wall clock
 * @param millis how long it took
 * @param outcome {@code success}, or why no further attempt was made
 * @param attempts its attempts, in their order; between two of them the call waited
 */
record Timeline(String instance, long call, long endedAt, double millis, String outcome, List<TimedAttempt> attempts) {

    static final String SUCCESS = "success";

    Timeline {
        attempts = List.copyOf(attempts);
    }

    boolean wasSmooth() {
        return outcome.equals(SUCCESS) && attempts.size() == 1;
    }
}
