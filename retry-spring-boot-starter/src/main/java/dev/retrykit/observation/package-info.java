/**
 * Micrometer's observations of calls: one for each, and one for each attempt where that is wanted, so that traces show what
 * was tried.
 *
 * <p>Around the attempts of a call, only where observations are switched on. May import the engine, Micrometer and, for the
 * context of publishers, {@code reactor}; nothing of the other feature packages or of {@code autoconfigure}, which imports
 * it.
 */
@NullMarked
package dev.retrykit.observation;

import org.jspecify.annotations.NullMarked;
