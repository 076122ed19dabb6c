package dev.retrykit.sample.checkout;

import dev.retrykit.annotation.Retryable;
import dev.retrykit.sample.payment.Payment;
import dev.retrykit.sample.payment.PaymentServer;
import java.math.BigDecimal;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** Has orders paid by the payment service. */
@Service
public class PaymentService {

    private final RestClient client;
    private final PaymentServer server;

    PaymentService(RestClient.Builder client, PaymentServer server) {
        this.client = client.build();
        this.server = server;
    }

    /**
     * Pays an order. Each attempt sends the same order number as its idempotency key: an attempt whose answer was lost
     * may have been carried out, and must not be paid for twice.
     */
    @Retryable("payments")
    public Payment charge(String order, BigDecimal amount) {
        return client.post()
                .uri(server.payments())
                .header("Idempotency-Key", order)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(MultiValueMap.fromSingleValue(Map.of("amount", amount.toPlainString())))
                .retrieve()
                .requiredBody(Payment.class);
    }
}
