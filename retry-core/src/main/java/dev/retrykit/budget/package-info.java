/**
 * Whether a retry may add load: asked last, before each retry. May import {@code FailureKind} of {@code condition} and
 * {@code Ticker} of {@code time}, nothing else of ours.
 */
@NullMarked
package dev.retrykit.budget;

import org.jspecify.annotations.NullMarked;
