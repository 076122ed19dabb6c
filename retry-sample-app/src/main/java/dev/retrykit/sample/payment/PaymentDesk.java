package dev.retrykit.sample.payment;

import java.math.BigDecimal;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers the payment service's requests: takes the payment, or refuses as the faults say. */
@Component
final class PaymentDesk {

    private static final String AMOUNT_FIELD = "amount=";

    private final Ledger ledger = new Ledger();
    private final JsonMapper json;

    PaymentDesk(JsonMapper json) {
        this.json = json;
    }

    WireReply answer(WireRequest request, Faults faults) {
        if (!request.method().equals("POST") || !request.path().equals("/payments")) {
            return refusal(404, null, "only POST /payments is served", 0);
        }
        String order = request.headers().get("idempotency-key");
        BigDecimal amount = amountIn(request.body());
        if (order == null || amount == null) {
            return refusal(400, null, "an Idempotency-Key header and a form field amount are needed", 0);
        }
        int attempt = ledger.countAttempt(order);
        if (faults.refuseNext() > 0 || ThreadLocalRandom.current().nextDouble() < faults.errorRate()) {
            return refusal(
                    faults.errorStatus(), faults.retryAfterSeconds(), "the payment service is not well", attempt);
        }
        return new WireReply(200, null, json.writeValueAsString(ledger.pay(order, amount, attempt)));
    }

    private WireReply refusal(int status, @Nullable Integer retryAfterSeconds, String error, int attempts) {
        return new WireReply(status, retryAfterSeconds, json.writeValueAsString(new Refusal(error, attempts)));
    }

    private static @Nullable BigDecimal amountIn(String form) {
        try {
            return form.startsWith(AMOUNT_FIELD) ? new BigDecimal(form.substring(AMOUNT_FIELD.length())) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
