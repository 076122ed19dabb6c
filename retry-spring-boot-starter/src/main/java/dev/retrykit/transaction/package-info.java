/**
 * What is known of a transaction that encloses a retried call.
 *
 * <p>It stands where a failure is judged: a condition beside that of the policy. This package may import the core; it
 * needs spring-tx and is not touched where that is absent.
 */
@NullMarked
package dev.retrykit.transaction;

import org.jspecify.annotations.NullMarked;
