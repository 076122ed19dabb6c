package dev.retrykit.sample.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PaymentServerTests {

    private final FaultSwitch faults = new FaultSwitch();
    private final JsonMapper json = new JsonMapper();
    private final PaymentServer server = new PaymentServer(new PaymentDesk(json), faults, 0);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void takesAPayment() throws Exception {
        HttpResponse<String> answer = pay("order-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        Payment payment = json.readValue(answer.body(), Payment.class);
        assertThat(payment.amount()).isEqualByComparingTo("12.50");
        assertThat(payment.attempts()).isEqualTo(1);
    }

    @Test
    void refusesWithTheStatusAndTheRetryAfterThatWereDialledIn() throws Exception {
        faults.turnTo(new Faults(1, 0, 429, 3, 0, 0, false));

        HttpResponse<String> answer = pay("order-1");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("3");
        assertThat(json.readValue(answer.body(), Refusal.class))
                .isEqualTo(new Refusal("the payment service is not well", 1));
    }

    @Test
    void refusesWithoutRetryAfterUnlessItWasDialledIn() throws Exception {
        faults.turnTo(new Faults(1, 0, 503, null, 0, 0, false));

        HttpResponse<String> answer = pay("order-1");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void refusesTheNextRequestsAndThenNoMore() throws Exception {
        faults.turnTo(new Faults(0, 2, 503, null, 0, 0, false));

        assertThat(pay("order-1").statusCode()).isEqualTo(503);
        assertThat(faults.current().refuseNext()).isEqualTo(1);
        assertThat(pay("order-1").statusCode()).isEqualTo(503);
        assertThat(pay("order-1").statusCode()).isEqualTo(200);
        assertThat(faults.current()).isEqualTo(Faults.none());
    }

    @Test
    void countsTheAttemptsOfEachOrder() throws Exception {
        faults.turnTo(new Faults(1, 0, 503, null, 0, 0, false));
        pay("order-1");
        pay("order-1");
        faults.turnTo(Faults.none());

        assertThat(json.readValue(pay("order-1").body(), Payment.class).attempts())
                .isEqualTo(3);
        assertThat(json.readValue(pay("order-2").body(), Payment.class).attempts())
                .isEqualTo(1);
    }

    @Test
    void paysOnceThoughTheAnswerWasLost() throws Exception {
        faults.turnTo(new Faults(0, 0, 503, null, 0, 1, false));
        assertThatIOException()
                .isThrownBy(() -> pay("order-1"))
                .satisfies(failure -> assertThat(getMostSpecificCause(failure)).hasMessage("Connection reset"));
        faults.turnTo(Faults.none());

        Payment second = json.readValue(pay("order-1").body(), Payment.class);
        Payment third = json.readValue(pay("order-1").body(), Payment.class);

        assertThat(second.attempts()).isEqualTo(2);
        assertThat(third.payment()).isEqualTo(second.payment());
    }

    @Test
    void resetsEveryConnectionInAnOutageAndCountsNoAttempt() throws Exception {
        faults.turnTo(new Faults(0, 0, 503, null, 0, 0, true));
        assertThatIOException().isThrownBy(() -> pay("order-1"));
        faults.turnTo(Faults.none());

        assertThat(json.readValue(pay("order-1").body(), Payment.class).attempts())
                .isEqualTo(1);
    }

    @Test
    void keepsRequestsWaiting() {
        faults.turnTo(new Faults(0, 0, 503, null, 60_000, 0, false));

        HttpRequest hasty = payment("order-1").timeout(Duration.ofMillis(100)).build();

        assertThatIOException()
                .isThrownBy(() -> client.send(hasty, BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void servesNothingButPayments() throws Exception {
        HttpRequest other =
                HttpRequest.newBuilder(URI.create(server.payments() + "/1")).build();

        assertThat(client.send(other, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesAPaymentWithoutAnOrder() throws Exception {
        HttpRequest anonymous = HttpRequest.newBuilder(server.payments())
                .POST(BodyPublishers.ofString("amount=12.50"))
                .build();

        assertThat(client.send(anonymous, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
    }

    @Test
    void isGoneWhenStoppedAndFoundAtTheSamePortWhenStartedAgain() throws Exception {
        URI before = server.payments();

        server.stop();

        assertThat(server.isRunning()).isFalse();
        assertThatIOException().isThrownBy(() -> pay("order-1")).isInstanceOf(ConnectException.class);

        server.start();

        assertThat(server.payments()).isEqualTo(before);
        assertThat(pay("order-1").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> pay(String order) throws IOException, InterruptedException {
        return client.send(payment(order).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder payment(String order) {
        return HttpRequest.newBuilder(server.payments())
                .header("Idempotency-Key", order)
                .POST(BodyPublishers.ofString("amount=12.50"));
    }
}
