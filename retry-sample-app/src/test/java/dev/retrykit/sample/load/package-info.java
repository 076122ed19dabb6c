/** The load by itself, in virtual time. */
@NullMarked
package dev.retrykit.sample.load;

import org.jspecify.annotations.NullMarked;
