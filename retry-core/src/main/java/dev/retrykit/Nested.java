package dev.retrykit;

/** What a retrier makes of a failure on which a retrier further inside has already used up its attempts. */
public enum Nested {
    /**
     * Only the innermost retrier that gave up has retried: the outer call ends at once, {@code nested}. Two layers of
     * four attempts over a dead target make 4 calls.
     */
    ONCE,
    /** Every layer retries for itself. Two layers of four attempts over a dead target make 16 calls. */
    MULTIPLY
}
