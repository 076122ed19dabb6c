package dev.retrykit.sources;

import dev.retrykit.condition.StatusSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure as clients of remote services throw it: with a status, and perhaps with the server's wish for a delay. */
final class StatusFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** Reads the status of these failures. */
    static final StatusSource SOURCE = new StatusSource() {
        @Override
        public @Nullable String statusOf(Object resultOrFailure) {
            return resultOrFailure instanceof StatusFailure failure ? failure.status : null;
        }

        @Override
        public boolean readsResults() {
            return false;
        }
    };

    private final String status;
    private final @Nullable Duration pushback;

    StatusFailure(String status) {
        this(status, null);
    }

    /** A negative pushback asks not to retry. */
    StatusFailure(String status, @Nullable Duration pushback) {
        super(status);
        this.status = status;
        this.pushback = pushback;
    }

    @Nullable Duration pushback() {
        return pushback;
    }
}
