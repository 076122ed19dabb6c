/** A storefront whose calls fail and are retried. */
@NullMarked
package dev.retrykit.sample;

import org.jspecify.annotations.NullMarked;
