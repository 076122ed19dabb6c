/**
 * Micrometer meters over what the retriers count anyway.
 *
 * <p>Not on the way of a call: a meter reads when somebody asks for its value. May import the engine and Micrometer, and
 * nothing of the other feature packages or of {@code autoconfigure}, which imports it.
 */
@NullMarked
package dev.retrykit.metrics;

import org.jspecify.annotations.NullMarked;
