/**
 * The annotation that marks what is retried, all that business code has to import.
 *
 * <p>It stands before the call: the weaving reads it when an application starts. This package imports nothing of ours.
 */
@NullMarked
package dev.retrykit.annotation;

import org.jspecify.annotations.NullMarked;
