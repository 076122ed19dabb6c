package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@StorefrontTest
class CheckoutTests {

    private static final String ORDER = "{\"amount\": 12.50}";

    private final Storefront storefront;

    @Autowired
    CheckoutTests(Storefront storefront) {
        this.storefront = storefront;
    }

    @AfterEach
    void mend() {
        storefront.turnFaultsTo("{}").expectStatus().isOk();
    }

    @Test
    void isPaidAtTheFirstAttemptWhenNothingIsWrong() {
        storefront
                .checkout(ORDER)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.amount")
                .isEqualTo(12.5)
                .jsonPath("$.attempts")
                .isEqualTo(1)
                .jsonPath("$.order")
                .isNotEmpty()
                .jsonPath("$.payment")
                .isNotEmpty();
    }

    @Test
    void tellsTheLastRefusalWhenEveryAttemptIsRefused() {
        storefront.turnFaultsTo("{\"errorRate\": 1}").expectStatus().isOk();

        storefront
                .checkout(ORDER)
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("Payment failed")
                .jsonPath("$.detail")
                .isEqualTo("The payment service answered 503.")
                .jsonPath("$.order")
                .isNotEmpty()
                .jsonPath("$.attempts")
                .isEqualTo(1);
    }

    @Test
    void tellsThatNobodyAnsweredInAnOutageAndIsPaidAfterIt() {
        storefront.turnFaultsTo("{\"outage\": true}").expectStatus().isOk();

        storefront
                .checkout(ORDER)
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail).asString().startsWith("The payment service did not answer: "))
                .jsonPath("$.attempts")
                .doesNotExist();

        storefront.turnFaultsTo("{\"outage\": false}").expectStatus().isOk();
        storefront.checkout(ORDER).expectStatus().isOk();
    }

    @Test
    void tellsThatTheConnectionWasReset() {
        storefront.turnFaultsTo("{\"resetRate\": 1}").expectStatus().isOk();

        storefront
                .checkout(ORDER)
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("The payment service did not answer: Connection reset.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"amount": 0}              | amount must be a number above 0 with at most two decimals, but was 0
                    {"amount": -1.5}           | amount must be a number above 0 with at most two decimals, but was -1.5
                    {"amount": 1.234}          | amount must be a number above 0 with at most two decimals, but was 1.234
                    {"amount": "12"}           | amount must be a number above 0 with at most two decimals, but was 12
                    {}                         | amount must be a number above 0 with at most two decimals, but was null
                    {"amount": 1, "sum": 2}    | field must be one of amount, but was sum
                    """)
    void refusesAnAmountThatCannotBePaid(String json, String message) {
        storefront
                .checkout(json)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(message);
    }
}
