package dev.retrykit.autoconfigure;

import dev.retrykit.annotation.Retryable;

/** A service whose method derives the name {@code shop-order}. */
public class Shop {

    private int calls;

    @Retryable
    public void order() {
        calls++;
        throw new IllegalStateException("sold out");
    }

    public int calls() {
        return calls;
    }
}
