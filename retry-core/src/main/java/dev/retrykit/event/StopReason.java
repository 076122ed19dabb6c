package dev.retrykit.event;

import java.util.Locale;

/**
 * Why a call ended without success.
 *
 * <p>The first five say that the outcome was one to retry and no attempt followed: the call is <em>exhausted</em>. The
 * others say that there was nothing to retry, or nobody left to retry for: the call has <em>failed</em>.
 */
public enum StopReason {
    /** The policy's last attempt has been made. */
    MAX_ATTEMPTS(true),
    /** The next attempt would have started after the total timeout, or after the time an outer call has left. */
    TOTAL_TIMEOUT(true),
    /** The retry budget refused to add load. */
    BUDGET(true),
    /** The server said "do not retry". */
    SERVER_REFUSED(true),
    /** The server asked for a longer delay than the policy allows. */
    SERVER_DELAY(true),
    /** The failure is not one to retry. */
    NOT_RETRYABLE(false),
    /** A retrier further inside has used up its attempts on this failure; the layers do not multiply. */
    NESTED(false),
    /** The waiting thread was interrupted; its flag is set again. */
    INTERRUPTED(false),
    /** The caller cancelled the future that stands for the call. */
    CANCELLED(false),
    /** The registry was paused or closed, or the executor refused the next attempt. */
    CLOSED(false),
    /** A condition, back-off, budget, server-delay source or scope threw, or answered with nonsense. */
    POLICY_ERROR(false);

    private final boolean exhausted;
    private final String code;

    StopReason(boolean exhausted) {
        this.exhausted = exhausted;
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Whether a call that ended so is exhausted; if not, it has failed.
     *
     * @return true for the first five reasons
     */
    public boolean exhausted() {
        return exhausted;
    }

    /**
     * The reason as meters, logs and messages write it, {@code max-attempts} for instance.
     *
     * @return the name in kebab-case
     */
    public String code() {
        return code;
    }
}
