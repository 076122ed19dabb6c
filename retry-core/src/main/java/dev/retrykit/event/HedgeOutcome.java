package dev.retrykit.event;

import java.util.Locale;

/** What became of an attempt that a hedged call was to send after its first. */
public enum HedgeOutcome {
    /** It gave the call its success. */
    WON,
    /** It began and did not: it failed, or the call ended before it. */
    LOST,
    /** It was due and never began: the budget refused it, or the executor did. */
    REFUSED;

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
