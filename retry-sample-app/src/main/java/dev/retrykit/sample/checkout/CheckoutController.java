package dev.retrykit.sample.checkout;

import dev.retrykit.sample.JsonFields;
import dev.retrykit.sample.payment.Payment;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/** Sells: each checkout is one order, and one call of the payment service. */
@RestController
class CheckoutController {

    private final PaymentService payments;

    CheckoutController(PaymentService payments) {
        this.payments = payments;
    }

    @PostMapping("/checkout")
    Receipt checkout(@RequestBody Map<String, @Nullable Object> json) {
        BigDecimal amount = new JsonFields(json, "amount").amount("amount");
        // Made outside the retried method: one order, however many attempts.
        String order = UUID.randomUUID().toString();
        try {
            Payment payment = payments.charge(order, amount);
            return new Receipt(order, payment.payment(), payment.amount(), payment.attempts());
        } catch (RestClientException failure) {
            throw new PaymentFailedException(order, failure);
        }
    }
}
