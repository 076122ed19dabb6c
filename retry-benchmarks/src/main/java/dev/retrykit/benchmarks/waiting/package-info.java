/** A million asynchronous calls that wait at once, in Retrykit and beside it. */
@NullMarked
package dev.retrykit.benchmarks.waiting;

import org.jspecify.annotations.NullMarked;
