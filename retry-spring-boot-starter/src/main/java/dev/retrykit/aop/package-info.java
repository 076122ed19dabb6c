/**
 * The weaving: finds annotated methods, advises their beans and hands each call to its retrier.
 *
 * <p>It stands at the beginning of the call, between the proxy and the retrier. This package may import
 * {@code annotation}, {@code spring}, {@code reactor} where Reactor is present, and the core; it knows nothing of
 * configuration, which gives it a {@code RetrierSource}.
 */
@NullMarked
package dev.retrykit.aop;

import org.jspecify.annotations.NullMarked;
