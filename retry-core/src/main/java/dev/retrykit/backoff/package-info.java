/**
 * How long to wait before each retry: a nominal formula, at most one cap and at most one jitter.
 *
 * <p>Its place in a call: after a failed attempt was judged worth a retry, the engine asks the policy's
 * {@link dev.retrykit.backoff.Backoff} for the delay, compares it with the time that is left, and then waits. Nothing
 * in here waits, reads a clock or keeps state.
 *
 * <p>May import: the JDK and JSpecify only; no other package of Retrykit.
 */
@NullMarked
package dev.retrykit.backoff;

import org.jspecify.annotations.NullMarked;
