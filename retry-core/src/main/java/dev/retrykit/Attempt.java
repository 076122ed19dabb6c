package dev.retrykit;

import dev.retrykit.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of the operation of a call, as the operation itself can see it.
 *
 * <p>Immutable and thread-safe. The first attempt of every call is a constant.
 */
public final class Attempt {

    static final Attempt FIRST = new Attempt(1, false, null, null, 0);
    static final Attempt ONLY = new Attempt(1, true, null, null, 0);

    private final int number;
    private final boolean last;
    private final @Nullable Throwable previousFailure;
    private final @Nullable Ticker ticker;
    private final long firstFailureNanos;

    Attempt(
            int number,
            boolean last,
            @Nullable Throwable previousFailure,
            @Nullable Ticker ticker,
            long firstFailureNanos) {
        this.number = number;
        this.last = last;
        this.previousFailure = previousFailure;
        this.ticker = ticker;
        this.firstFailureNanos = firstFailureNanos;
    }

    /**
     * The attempt in which the calling thread is, for a retrier of this name.
     *
     * <p>Inside the first attempt of a call, and outside of all calls, the answer is a first attempt. The attempt is known
     * on the thread that started it, until that start returns. Attempts are bound to the thread only around retries and
     * time limits, so that other calls cost nothing: where a retrier is called again inside one of its own retries, the
     * answer during the first attempt of that inner call is the retry around it. An operation that is given its attempt
     * always knows.
     *
     * @param retrier the name of the retrier
     * @return the innermost attempt of that retrier on this thread
     */
    public static Attempt current(String retrier) {
        for (CallState call = CallState.current(); call != null; call = call.outer()) {
            if (call.name().equals(retrier)) {
                return call.currentAttempt();
            }
        }
        return FIRST;
    }

    /**
     * The name of the innermost retrier of which {@link #current} knows an attempt on the calling thread.
     *
     * <p>In the first attempt of an inner retrier, which is bound to no thread unless its time is limited, the answer is
     * the retrier around it.
     *
     * @return the name; empty in plain first attempts and outside of all calls
     */
    public static Optional<String> currentRetrier() {
        CallState call = CallState.current();
        return call == null ? Optional.empty() : Optional.of(call.name());
    }

    /**
     * The number of the attempt.
     *
     * @return 1 for the first attempt, 2 for the first retry, and so on
     */
    public int number() {
        return number;
    }

    /**
     * Whether the policy allows no attempt after this one. Time, budget or server may end the call earlier.
     *
     * @return true if the number has reached {@code maxAttempts}
     */
    public boolean last() {
        return last;
    }

    /**
     * How long ago the first attempt of the call failed.
     *
     * @return the time until now; zero in the first attempt
     */
    public Duration sinceFirstFailure() {
        return ticker == null ? Duration.ZERO : Nanos.toDuration(Math.max(0, ticker.nanos() - firstFailureNanos));
    }

    /**
     * What the attempt before threw.
     *
     * @return the failure; empty in the first attempt and after a value that was not acceptable
     */
    public Optional<Throwable> previousFailure() {
        return Optional.ofNullable(previousFailure);
    }

    @Override
    public String toString() {
        return "attempt " + number + (last ? " (last)" : "");
    }
}
