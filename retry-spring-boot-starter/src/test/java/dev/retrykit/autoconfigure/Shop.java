package dev.retrykit.autoconfigure;

import dev.retrykit.annotation.Retryable;

/** A service whose method derives the name {@code shop-order}. */
class Shop {

    private int calls;

    @Retryable
    void order() {
        calls++;
        throw new IllegalStateException("sold out");
    }

    int calls() {
        return calls;
    }
}
