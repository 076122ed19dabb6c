package dev.retrykit;

/** What the caller receives when the call ends and the last attempt returned a value that is not acceptable. */
public enum ResultOutcome {
    /** A {@link RetryExhaustedException} that carries the value. */
    THROW,
    /** The value itself. */
    RETURN_LAST
}
