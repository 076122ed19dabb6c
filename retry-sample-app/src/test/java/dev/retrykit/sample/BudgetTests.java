package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@StorefrontTest
@TestPropertySource(properties = "retrykit.instances.payments.budget=own")
class BudgetTests {

    private final Storefront storefront;

    @Autowired
    BudgetTests(Storefront storefront) {
        this.storefront = storefront;
    }

    /** The default quota holds ten retries at most, and each of these calls would make three. */
    @Test
    void isUsedUpByAnOutage() {
        storefront.turnFaultsTo("{\"outage\": true}");
        for (int call = 0; call < 4; call++) {
            storefront.checkout("{\"amount\": 1}");
        }

        Answer fifth = storefront.checkout("{\"amount\": 1}");

        assertThat(fifth.status()).isEqualTo(503);
        assertThat(fifth.body().at("/gaveUp/reason").asString()).isEqualTo("budget");
        assertThat(fifth.body().at("/gaveUp/attempts").asInt()).isEqualTo(1);
    }
}
