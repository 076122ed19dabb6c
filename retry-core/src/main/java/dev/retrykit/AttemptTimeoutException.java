package dev.retrykit;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that was cut by its time limit, or by the total timeout of its call.
 *
 * <p>It is retried like any other failure. The caller receives it when it was the last. Its cause is what the attempt
 * threw when it was cut, if it threw anything.
 */
public final class AttemptTimeoutException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The limit; kept with the exception when it travels. */
    private final Duration limit;

    AttemptTimeoutException(String retrier, int attempt, Duration limit, @Nullable Throwable cause) {
        super("attempt " + attempt + " of '" + retrier + "' was cut by its time limit of " + limit, cause);
        this.limit = limit;
    }

    /**
     * The limit that the attempt exceeded, cut to the time that was left for the call.
     *
     * @return the limit
     */
    public Duration limit() {
        return limit;
    }
}
