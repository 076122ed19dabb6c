package dev.retrykit.docs;

import dev.retrykit.annotation.Retryable;

/** The service of the README, misspelt. */
class PaymentService {

    @Retryable("paymets")
    void pay() {}
}
