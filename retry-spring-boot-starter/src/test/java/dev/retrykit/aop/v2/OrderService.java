package dev.retrykit.aop.v2;

import dev.retrykit.annotation.Retryable;

/** A class whose simple name others bear too. */
public class OrderService {

    @Retryable
    public void charge() {}

    @Retryable
    public void charge(String order) {}
}
