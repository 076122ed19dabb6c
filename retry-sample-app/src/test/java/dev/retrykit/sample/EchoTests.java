package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@StorefrontTest
class EchoTests {

    private final Storefront storefront;

    @Autowired
    EchoTests(Storefront storefront) {
        this.storefront = storefront;
    }

    @Test
    void tellsTheRefusal() {
        Answer problem = storefront.get("/echo?message=hello");

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.text("title")).isEqualTo("Echo failed");
        assertThat(problem.text("detail")).isEqualTo("The echo service answered UNAVAILABLE: attempt 1 of 4 fails.");
    }

    @Test
    void asksForAMessage() {
        Answer problem = storefront.get("/echo");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.text("detail")).isEqualTo("Required parameter 'message' is not present.");
    }
}
