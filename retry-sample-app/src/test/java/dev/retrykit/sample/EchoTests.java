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
    void succeedsAtTheFourthAttempt() {
        Answer reply = storefront.get("/echo?message=hello");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("message")).isEqualTo("hello");
        assertThat(reply.number("attempts")).isEqualTo(4);
    }

    /** These make thirty retries, three times what the default quota holds. */
    @Test
    void isNotHeldBackByABudget() {
        for (int call = 0; call < 10; call++) {
            assertThat(storefront.get("/echo?message=hello").status()).isEqualTo(200);
        }
    }

    @Test
    void asksForAMessage() {
        Answer problem = storefront.get("/echo");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.text("detail")).isEqualTo("Required parameter 'message' is not present.");
    }
}
