package dev.retrykit.condition;

/**
 * A kind of outcome that asks for a retry: what went wrong, as far as delays and budgets need to know.
 *
 * <p>The kind never decides <em>whether</em> an attempt is retried; that is the condition's word. It decides what the
 * retry costs: under the standard quota a retry after a {@link #TRANSIENT} failure takes 10 tokens, after a
 * {@link #THROTTLED} one 4 tokens and at least one second of nominal delay, and after a {@link #RESULT} nothing.
 *
 * <p>Immutable and thread-safe, as every enum.
 */
public enum FailureKind {

    /**
     * A failure that may pass by itself: a lost connection, HTTP 500 or 503, gRPC {@code UNAVAILABLE}, and every
     * failure without a known status. The kind of whatever is none of the others.
     */
    TRANSIENT,

    /**
     * A refusal by a server that is asked too often: HTTP 429 or gRPC {@code RESOURCE_EXHAUSTED}. The server works, so
     * a retry is cheaper than after a {@link #TRANSIENT} failure, but it has to come later.
     */
    THROTTLED,

    /**
     * An attempt that was cut because it ran longer than its attempt timeout allowed. Costs what a {@link #TRANSIENT}
     * failure costs.
     */
    TIMEOUT,

    /**
     * A value that a result condition asked to retry, such as a "not yet" while polling. Nothing has failed: it takes
     * nothing from a budget and tells it nothing. A returned value that was judged by the status that it carries, such
     * as a response with HTTP 503, is {@link #TRANSIENT} or {@link #THROTTLED} instead.
     */
    RESULT
}
