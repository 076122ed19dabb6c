/**
 * A storefront whose calls fail over real sockets and are retried: the application, and what its controllers share.
 *
 * <p>The packages below it import this one; it imports none of them.
 */
@NullMarked
package dev.retrykit.sample;

import org.jspecify.annotations.NullMarked;
