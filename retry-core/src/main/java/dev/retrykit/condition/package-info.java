/**
 * What an attempt came to, and whether that is worth another one. Imports nothing of ours.
 */
@NullMarked
package dev.retrykit.condition;

import org.jspecify.annotations.NullMarked;
