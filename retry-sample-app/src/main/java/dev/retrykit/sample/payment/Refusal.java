package dev.retrykit.sample.payment;

/**
 * The payment service's answer to a request that it did not carry out.
 *
 * @param error why not
 * @param attempts how many requests for this payment it has read, this one included
 */
public record Refusal(String error, int attempts) {}
