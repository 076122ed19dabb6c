package dev.retrykit.aop.old.v1;

import dev.retrykit.annotation.Retryable;

/** A class whose simple name others bear too. */
public class OrderService {

    @Retryable
    public void charge() {}

    @Retryable
    public void charge(String order) {}
}
