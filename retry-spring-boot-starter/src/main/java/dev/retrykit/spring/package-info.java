/**
 * What {@code org.springframework.resilience.annotation.Retryable} says, in terms of the engine: its attributes, its
 * delays, its rules for failures, and the removal of the processor that would retry once more.
 *
 * <p>It stands beside {@code annotation}, at the beginning of a call. This package may import the core; {@code aop} asks
 * it what such an annotation means, and {@code autoconfigure} makes policies of the answer.
 */
@NullMarked
package dev.retrykit.spring;

import org.jspecify.annotations.NullMarked;
