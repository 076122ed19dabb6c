/**
 * Retries without proxies: an aspect that AspectJ weaves into annotated methods, private ones and calls on the same object
 * included.
 *
 * <p>It stands at the beginning of the call, in place of the proxy. This package may import {@code annotation},
 * {@code aop} and the core.
 */
@NullMarked
package dev.retrykit.aspectj;

import org.jspecify.annotations.NullMarked;
