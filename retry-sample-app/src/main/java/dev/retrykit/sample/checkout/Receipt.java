package dev.retrykit.sample.checkout;

import java.math.BigDecimal;

/**
 * What the customer gets.
 *
 * @param order the order's number
 * @param payment the payment's number
 * @param amount what was paid
 * @param attempts how many requests for it the payment service has read
 */
record Receipt(String order, String payment, BigDecimal amount, int attempts) {}
