package dev.retrykit;

import dev.retrykit.event.StopReason;
import org.jspecify.annotations.Nullable;

/** What to do after an attempt; constants, so that judging allocates nothing. */
enum Verdict {
    /** The value goes to the caller. */
    ACCEPT(null),
    /** Another attempt follows once the call's delay has passed. */
    RETRY(null),
    MAX_ATTEMPTS(StopReason.MAX_ATTEMPTS),
    TOTAL_TIMEOUT(StopReason.TOTAL_TIMEOUT),
    BUDGET(StopReason.BUDGET),
    SERVER_REFUSED(StopReason.SERVER_REFUSED),
    SERVER_DELAY(StopReason.SERVER_DELAY),
    NOT_RETRYABLE(StopReason.NOT_RETRYABLE),
    NESTED(StopReason.NESTED),
    POLICY_ERROR(StopReason.POLICY_ERROR);

    private final @Nullable StopReason reason;

    Verdict(@Nullable StopReason reason) {
        this.reason = reason;
    }

    /** Why the call ends; null if it does not, or ends well. */
    @Nullable StopReason stop() {
        return reason;
    }
}
