package dev.retrykit.event;

import java.util.Locale;

/** How a call ended. */
public enum CallOutcome {
    /** The caller received an acceptable value. */
    SUCCESS,
    /** The outcome was one to retry, and no attempt followed: attempts, time, budget or server forbade it. */
    EXHAUSTED,
    /** There was nothing to retry, or nobody left to retry for. */
    FAILED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /**
     * The outcome as meters write it.
     *
     * @return the name in lower case
     */
    public String code() {
        return code;
    }
}
