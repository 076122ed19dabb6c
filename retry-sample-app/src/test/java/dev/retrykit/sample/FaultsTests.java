package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@StorefrontTest
class FaultsTests {

    private static final String WORKING = """
            {"errorRate": 0.0, "refuseNext": 0, "errorStatus": 503, "retryAfterSeconds": null,
             "latencyMillis": 0, "resetRate": 0.0, "outage": false}""";
    private static final String BROKEN = """
            {"errorRate": 0.5, "refuseNext": 3, "errorStatus": 429, "retryAfterSeconds": 2,
             "latencyMillis": 20, "resetRate": 0.25, "outage": true}""";

    private final JsonMapper json = new JsonMapper();
    private final Storefront storefront;

    @Autowired
    FaultsTests(Storefront storefront) {
        this.storefront = storefront;
    }

    @AfterEach
    void mend() {
        storefront.turnFaultsTo("{}");
    }

    @Test
    void areNoneUnlessDialledIn() {
        assertThat(storefront.faults()).isEqualTo(new Answer(200, json.readTree(WORKING)));
    }

    @Test
    void areDialledInAndOut() {
        assertThat(storefront.turnFaultsTo(BROKEN)).isEqualTo(new Answer(200, json.readTree(BROKEN)));
        assertThat(storefront.faults()).isEqualTo(new Answer(200, json.readTree(BROKEN)));

        assertThat(storefront.turnFaultsTo("{}")).isEqualTo(new Answer(200, json.readTree(WORKING)));
        assertThat(storefront.faults()).isEqualTo(new Answer(200, json.readTree(WORKING)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"errorRate": 1.5}         | errorRate must be from 0 to 1, but was 1.5
                    {"errorRate": -0.1}        | errorRate must be from 0 to 1, but was -0.1
                    {"errorRate": "much"}      | errorRate must be a number, but was much
                    {"errorRate": null}        | errorRate must be a number, but was null
                    {"resetRate": 2}           | resetRate must be from 0 to 1, but was 2.0
                    {"refuseNext": 1001}       | refuseNext must be from 0 to 1000, but was 1001
                    {"errorStatus": 500}       | errorStatus must be 429 or 503, but was 500
                    {"retryAfterSeconds": -1}  | retryAfterSeconds must be from 0 to 3600, but was -1
                    {"retryAfterSeconds": 1.7} | retryAfterSeconds must be a whole number, but was 1.7
                    {"latencyMillis": 60001}   | latencyMillis must be from 0 to 60000, but was 60001
                    {"latencyMillis": 1e10}    | latencyMillis must be a whole number, but was 1.0E10
                    {"outage": 1}              | outage must be true or false, but was 1
                    """)
    void areKeptWhenAValueIsRefused(String faults, String message) {
        storefront.turnFaultsTo("{\"latencyMillis\": 7}");

        Answer refusal = storefront.turnFaultsTo(faults);

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.text("detail")).isEqualTo(message);
        assertThat(storefront.faults().number("latencyMillis")).isEqualTo(7);
    }

    @Test
    void mustBearNamesThatExist() {
        Answer refusal = storefront.turnFaultsTo("{\"errorrate\": 1}");

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.text("detail"))
                .isEqualTo("field must be one of errorRate, errorStatus, latencyMillis, outage, refuseNext, resetRate, "
                        + "retryAfterSeconds, but was errorrate");
    }
}
