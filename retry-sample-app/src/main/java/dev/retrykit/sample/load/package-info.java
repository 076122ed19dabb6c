/**
 * Customers by the dozen: as many checkouts in a second as somebody asks for, within bounds.
 *
 * <p>It stands before the near end of a call. It imports the base package and the checkout.
 */
@NullMarked
package dev.retrykit.sample.load;

import org.jspecify.annotations.NullMarked;
