/**
 * What retries do to a server in trouble, simulated in virtual time with the engine itself: the tables and plots of
 * {@code docs/load.md}. Imports the core, and {@code benchmarks.chart} and {@code benchmarks.report} for the page.
 */
@NullMarked
package dev.retrykit.benchmarks.load;

import org.jspecify.annotations.NullMarked;
