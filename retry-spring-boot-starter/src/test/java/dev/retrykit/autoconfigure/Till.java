package dev.retrykit.autoconfigure;

import dev.retrykit.annotation.Retryable;

/** A service whose method names the instance {@code payments}. */
class Till {

    @Retryable("payments")
    void pay() {}
}
