/** The switch on the budget, by itself. */
@NullMarked
package dev.retrykit.sample.budget;

import org.jspecify.annotations.NullMarked;
