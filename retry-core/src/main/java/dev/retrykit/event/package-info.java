/**
 * What happened to a call, told as records in the past tense, and who listens. Imports nothing of ours.
 */
@NullMarked
package dev.retrykit.event;

import org.jspecify.annotations.NullMarked;
