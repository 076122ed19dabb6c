package dev.retrykit.event;

import java.util.Locale;

/** How a fallback ended that answered in place of a call's failure. */
public enum FallbackOutcome {
    /** The caller received what the fallback returned. */
    SUCCESS,
    /** The fallback failed itself, and the caller received its failure. */
    FAILURE;

    /**
     * The outcome as meters and logs write it.
     *
     * @return the name in lower case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
