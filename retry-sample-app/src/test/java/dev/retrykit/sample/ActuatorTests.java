package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@StorefrontTest
class ActuatorTests {

    private final Storefront storefront;

    @Autowired
    ActuatorTests(Storefront storefront) {
        this.storefront = storefront;
    }

    @Test
    void countsFourAttemptsForOneEcho() {
        int before = echoAttempts();

        storefront.get("/echo?message=hello");

        assertThat(echoAttempts() - before).isEqualTo(4);
    }

    @Test
    void listsBothInstances() {
        Answer list = storefront.get("/actuator/retry");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body().get("instances").propertyNames()).containsExactlyInAnyOrder("echo", "payments");
    }

    @Test
    void showsWhereAValueOfAPolicyCameFrom() {
        Answer echo = storefront.get("/actuator/retry/echo");
        Answer payments = storefront.get("/actuator/retry/payments");

        assertThat(echo.status()).isEqualTo(200);
        assertThat(echo.body().at("/policy/max-attempts/value").asString()).isEqualTo("4");
        assertThat(echo.body().at("/policy/max-attempts/origin").asString())
                .isEqualTo("service config classpath:echo-service-config.json, grpc.examples.echo.Echo/UnaryEcho");
        assertThat(payments.body().at("/policy/max-attempts/origin").asString()).contains("application.yml");
    }

    private int echoAttempts() {
        return storefront
                .get("/actuator/metrics/retry.attempts?tag=name:echo")
                .body()
                .at("/measurements/0/value")
                .asInt();
    }
}
