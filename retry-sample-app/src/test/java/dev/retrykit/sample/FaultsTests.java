package dev.retrykit.sample;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@StorefrontTest
class FaultsTests {

    private final Storefront storefront;

    @Autowired
    FaultsTests(Storefront storefront) {
        this.storefront = storefront;
    }

    @AfterEach
    void mend() {
        storefront.turnFaultsTo("{}").expectStatus().isOk();
    }

    @Test
    void startsWithoutFaults() {
        storefront.get("/faults").expectStatus().isOk().expectBody().json(Storefront.WORKING);
    }

    @Test
    void faultsAreDialledInAndOut() {
        String faults = """
                {"errorRate": 0.5, "refuseNext": 3, "errorStatus": 429, "retryAfterSeconds": 2, "latencyMillis": 20, "resetRate": 0.25, \
                "outage": true}""";

        storefront.turnFaultsTo(faults).expectStatus().isOk().expectBody().json(faults);
        storefront.get("/faults").expectStatus().isOk().expectBody().json(faults);

        storefront.turnFaultsTo("{}").expectStatus().isOk().expectBody().json(Storefront.WORKING);
        storefront.get("/faults").expectStatus().isOk().expectBody().json(Storefront.WORKING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"errorRate": 1.5}           | errorRate must be from 0 to 1, but was 1.5
                    {"errorRate": -0.1}          | errorRate must be from 0 to 1, but was -0.1
                    {"errorRate": "much"}        | errorRate must be a number, but was much
                    {"errorRate": null}          | errorRate must be a number, but was null
                    {"resetRate": 2}             | resetRate must be from 0 to 1, but was 2.0
                    {"refuseNext": 1001}         | refuseNext must be from 0 to 1000, but was 1001
                    {"errorStatus": 500}         | errorStatus must be 429 or 503, but was 500
                    {"retryAfterSeconds": -1}    | retryAfterSeconds must be from 0 to 3600, but was -1
                    {"retryAfterSeconds": 1.7}   | retryAfterSeconds must be a whole number, but was 1.7
                    {"latencyMillis": 60001}     | latencyMillis must be from 0 to 60000, but was 60001
                    {"latencyMillis": 1e10}      | latencyMillis must be a whole number, but was 1.0E10
                    {"outage": 1}                | outage must be true or false, but was 1
                    {"errorrate": 1}             | field must be one of errorRate, errorStatus, latencyMillis, outage, refuseNext, resetRate, retryAfterSeconds, but was errorrate
                    """)
    void refusesAWrongValueAndKeepsWhatWas(String json, String message) {
        storefront.turnFaultsTo("{\"latencyMillis\": 7}").expectStatus().isOk();

        storefront
                .turnFaultsTo(json)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(message);

        storefront.get("/faults").expectBody().jsonPath("$.latencyMillis").isEqualTo(7);
    }
}
