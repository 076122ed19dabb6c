/** Retrykit and the libraries beside it, each asked for the same: what the benchmarks call. */
@NullMarked
package dev.retrykit.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
