package dev.retrykit;

import java.time.Duration;

/**
 * Attempts that overlap: another one each time the delay has passed without an answer, up to the policy's attempts.
 *
 * <p>The first success wins and cancels the rest; a failure that is worth a retry sends the next attempt at once; a
 * failure that is not, ends the call. Only asynchronous calls can hedge. 500 ms and 4 attempts over a target that never
 * answers: 1 attempt at once, 2 from 500 ms, 3 from 1,000 ms, 4 from 1,500 ms (gRFC A6). Immutable.
 *
 * <p>From a stop of the registry until its restart nothing is sent, and running attempts finish; the restart lets the
 * delay begin anew.
 *
 * @param delay the time between two attempts; zero sends all at once
 */
public record Hedging(Duration delay) {

    /**
     * Checks the delay.
     *
     * @param delay the time between two attempts; zero sends all at once
     * @throws IllegalArgumentException if the delay is negative
     */
    public Hedging {
        Rules.notNegative("hedging delay", delay);
    }
}
