/**
 * The seams to real time: reading a clock, waiting on a thread, waiting without one. Imports nothing of ours.
 */
@NullMarked
package dev.retrykit.time;

import org.jspecify.annotations.NullMarked;
