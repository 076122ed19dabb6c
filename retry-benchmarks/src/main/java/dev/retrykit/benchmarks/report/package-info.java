/** Turns what was measured into the tables of {@code docs/performance.md}. */
@NullMarked
package dev.retrykit.benchmarks.report;

import org.jspecify.annotations.NullMarked;
