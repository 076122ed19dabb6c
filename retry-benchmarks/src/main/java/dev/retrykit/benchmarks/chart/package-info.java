/** Line charts as SVG, readable on light and dark pages. Imports nothing of ours. */
@NullMarked
package dev.retrykit.benchmarks.chart;

import org.jspecify.annotations.NullMarked;
