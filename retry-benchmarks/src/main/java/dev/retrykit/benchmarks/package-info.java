/** Measurements of what a call costs. */
@NullMarked
package dev.retrykit.benchmarks;

import org.jspecify.annotations.NullMarked;
