package dev.retrykit.sample;

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
    void tellsTheServersRefusal() {
        storefront
                .get("/echo?message={message}", "hello")
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("The echo service answered UNAVAILABLE: attempt 1 of 4 fails.");
    }

    @Test
    void asksForAMessage() {
        storefront
                .get("/echo")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Required parameter 'message' is not present.");
    }
}
