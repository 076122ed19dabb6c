package dev.retrykit;

import dev.retrykit.event.StopReason;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A call ended on a returned value that was not acceptable. Failures are thrown as they are, never inside this exception.
 *
 * <p>Retriers further out take it for a marked failure and do not retry again ({@link Nested#ONCE}).
 */
public final class RetryExhaustedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Why the call ended; kept when the exception travels. */
    private final StopReason reason;

    /** How many attempts were made; kept when the exception travels. */
    private final int attempts;

    private final transient @Nullable Object lastResult;

    /** Newer than the attempt around the call; zero, and so never heeded, where only that attempt's time was wanting. */
    private final transient long number;

    RetryExhaustedException(CallState call, StopReason reason) {
        super("'" + call.name() + "' ended after " + call.attempt() + (call.attempt() == 1 ? " attempt" : " attempts")
                + " in " + call.sinceFirstFailure() + " (" + reason.code() + "): the last result was not acceptable");
        this.reason = reason;
        this.attempts = call.attempt();
        this.lastResult = call.result();
        this.number = call.limits.inheritedTimeRanOut() ? 0 : MarkNumbers.draw();
    }

    long number() {
        return number;
    }

    /**
     * Why no further attempt was made.
     *
     * @return the reason
     */
    public StopReason reason() {
        return reason;
    }

    /**
     * How many attempts were made.
     *
     * @return the number of attempts, from 1
     */
    public int attempts() {
        return attempts;
    }

    /**
     * The value that the last attempt returned.
     *
     * @return the value, which may be null; null too once the exception has been serialised
     */
    public @Nullable Object lastResult() {
        return lastResult;
    }
}
