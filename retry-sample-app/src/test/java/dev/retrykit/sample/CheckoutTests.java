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
    private final OutageEnd outageEnd;

    @Autowired
    CheckoutTests(Storefront storefront, OutageEnd outageEnd) {
        this.storefront = storefront;
        this.outageEnd = outageEnd;
    }

    @AfterEach
    void mend() {
        storefront.turnFaultsTo("{}");
    }

    @Test
    void isPaidAtTheFirstAttemptWhenNothingIsWrong() {
        Answer receipt = storefront.checkout(ORDER);

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.body().get("amount").decimalValue()).isEqualByComparingTo("12.50");
        assertThat(receipt.number("attempts")).isEqualTo(1);
        assertThat(receipt.text("order")).isNotEmpty();
        assertThat(receipt.text("payment")).isNotEmpty();
    }

    @Test
    void isPaidAtTheThirdAttemptAfterTwoRefusals() {
        storefront.turnFaultsTo("{\"refuseNext\": 2}");

        Answer receipt = storefront.checkout(ORDER);

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.number("attempts")).isEqualTo(3);
    }

    @Test
    void tellsTheLastRefusalWhenEveryAttemptIsRefused() {
        storefront.turnFaultsTo("{\"errorRate\": 1}");

        Answer problem = storefront.checkout(ORDER);

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.text("title")).isEqualTo("Payment failed");
        assertThat(problem.text("detail")).isEqualTo("The payment service answered 503.");
        assertThat(problem.text("order")).isNotEmpty();
        assertThat(problem.number("attempts")).isEqualTo(4);
        assertGaveUpAfterFourAttempts(problem);
    }

    @Test
    void tellsThatNobodyAnsweredInAnOutageAndIsPaidAfterIt() {
        storefront.turnFaultsTo("{\"outage\": true}");

        Answer problem = storefront.checkout(ORDER);

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.text("detail")).startsWith("The payment service did not answer: ");
        assertThat(problem.body().has("attempts")).isFalse();
        assertGaveUpAfterFourAttempts(problem);

        storefront.turnFaultsTo("{\"outage\": false}");

        assertThat(storefront.checkout(ORDER).number("attempts")).isEqualTo(1);
    }

    @Test
    void isPaidWhenTheOutageEndsBetweenTwoAttempts() {
        storefront.turnFaultsTo("{\"outage\": true}");
        outageEnd.atTheNextRetry();

        Answer receipt = storefront.checkout(ORDER);

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.number("attempts")).isEqualTo(1);
    }

    @Test
    void tellsThatTheConnectionWasReset() {
        storefront.turnFaultsTo("{\"resetRate\": 1}");

        Answer problem = storefront.checkout(ORDER);

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.text("detail")).isEqualTo("The payment service did not answer: Connection reset.");
        assertGaveUpAfterFourAttempts(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"amount": 0}           | amount must be a number above 0 with at most two decimals, but was 0
                    {"amount": -1.5}        | amount must be a number above 0 with at most two decimals, but was -1.5
                    {"amount": 1.234}       | amount must be a number above 0 with at most two decimals, but was 1.234
                    {"amount": "12"}        | amount must be a number above 0 with at most two decimals, but was 12
                    {}                      | amount must be a number above 0 with at most two decimals, but was null
                    {"amount": 1, "sum": 2} | field must be one of amount, but was sum
                    """)
    void refusesAnAmountThatCannotBePaid(String order, String message) {
        Answer problem = storefront.checkout(order);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.text("detail")).isEqualTo(message);
    }

    private static void assertGaveUpAfterFourAttempts(Answer problem) {
        assertThat(problem.body().at("/gaveUp/attempts").asInt()).isEqualTo(4);
        assertThat(problem.body().at("/gaveUp/reason").asString()).isEqualTo("max-attempts");
    }
}
