/** What a thousand annotated methods add to the start of a Boot application. */
@NullMarked
package dev.retrykit.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
