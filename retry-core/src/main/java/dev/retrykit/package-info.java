/**
 * The retrier: a name, a policy and a budget around an operation, with one loop for blocking and one for asynchronous calls.
 *
 * <p>One place decides after each attempt ({@code Judge}), one place tells listeners and counters ({@code Reporter}) and
 * one place waits ({@code Gate}). This package may import {@code backoff}, {@code condition}, {@code budget},
 * {@code event} and {@code time}; none of them imports it.
 */
@NullMarked
package dev.retrykit;

import org.jspecify.annotations.NullMarked;
