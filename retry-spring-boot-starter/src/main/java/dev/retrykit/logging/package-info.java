/**
 * What is written to the log of calls that were given up and of retries, and the number of the attempt in the logging
 * context.
 *
 * <p>After the decision, on the failing way of a call only. May import the engine, Spring Framework and SLF4J, and nothing
 * of the other feature packages or of {@code autoconfigure}, which imports it.
 */
@NullMarked
package dev.retrykit.logging;

import org.jspecify.annotations.NullMarked;
