package dev.retrykit.sample.payment;

import java.math.BigDecimal;

/**
 * A payment that was taken.
 *
 * @param payment its number at the payment service
 * @param amount what was paid
 * @param attempts how many requests for it the payment service has read, the failed ones included
 */
public record Payment(String payment, BigDecimal amount, int attempts) {}
