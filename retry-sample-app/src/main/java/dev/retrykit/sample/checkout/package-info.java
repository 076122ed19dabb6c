/**
 * The storefront's side of a payment: the service, whose calls are retried, and the controller in front of it.
 *
 * <p>It stands at the near end of a call. Of the payment package it knows the address and the answers only.
 */
@NullMarked
package dev.retrykit.sample.checkout;

import org.jspecify.annotations.NullMarked;
