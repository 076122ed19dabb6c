package dev.retrykit.event;

import java.util.Locale;

/** How an attempt ended. */
public enum AttemptOutcome {
    /** It returned an acceptable value. */
    SUCCESS,
    /** It threw, or was cut by its time limit. */
    FAILURE,
    /** It returned a value that was not acceptable. */
    UNACCEPTABLE;

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
