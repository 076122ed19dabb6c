package dev.retrykit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class RetryEndpointWebTests {

    private static final String ECHO = """
            {"on":true,"calls":0,"firstTrySuccess":0,"afterRetrySuccess":0,\
            "exhausted":{"max-attempts":0,"total-timeout":0,"budget":0,"server-refused":0,"server-delay":0},\
            "failed":{"not-retryable":0,"nested":0,"interrupted":0,"cancelled":0,"closed":0,"policy-error":0},\
            "attempts":{"success":0,"failure":0,"unacceptable":0},\
            "retries":0,"hedges":{"won":0,"lost":0,"refused":0},"fallbacks":{"success":0,"failure":0},"retrying":0,"waiting":0,"budget":{"limited":false}}""";

    // calls: 2 at once, 1 with one retry, 1 exhausted after two; the budget: 500 - 14 + 14 - 2 * 14
    private static final String PAYMENTS = """
            {"on":true,"calls":4,"firstTrySuccess":2,"afterRetrySuccess":1,\
            "exhausted":{"max-attempts":1,"total-timeout":0,"budget":0,"server-refused":0,"server-delay":0},\
            "failed":{"not-retryable":0,"nested":0,"interrupted":0,"cancelled":0,"closed":0,"policy-error":0},\
            "attempts":{"success":3,"failure":4,"unacceptable":0},\
            "retries":3,"hedges":{"won":0,"lost":0,"refused":0},"fallbacks":{"success":0,"failure":0},"retrying":0,"waiting":0,"budget":{"limited":true,"available":472,"capacity":500}}""";

    private final Shop shop = new Shop();
    private final WebApplicationContextRunner server = ActuatorServer.over(shop.registry)
            .withBean(EffectivePolicies.class, () -> shop.policies)
            .withBean(InstanceMethods.class, () -> shop.methods)
            .withBean(RecentCalls.class, () -> shop.recentCalls)
            .withBean(PolicyOverrides.class, () -> shop.ledger);
    private final WebApplicationContextRunner writable =
            server.withPropertyValues("management.endpoint.retry.access=UNRESTRICTED");

    @Test
    void listsAllInstancesByName() {
        ActuatorServer.visit(server, actuator -> {
            assertThat(actuator.get("retry").statusCode()).isEqualTo(200);
            assertThat(actuator.get("retry").body())
                    .isEqualTo("{\"instances\":{\"echo\":" + ECHO + ",\"payments\":" + PAYMENTS + "}}");
        });
    }

    @Test
    void showsOneInstanceWithItsPolicyAndTheOriginOfEachValue() {
        ActuatorServer.visit(
                server,
                actuator -> assertThat(actuator.get("retry/payments").body())
                        .isEqualTo("{\"name\":\"payments\",\"counts\":" + PAYMENTS + ",\"policy\":" + """
                                {"max-attempts":{"value":3,"origin":"class path resource [application.yml] - 5:21"},\
                                "total-timeout":{"origin":"built-in"},\
                                "backoff.delay":{"value":"PT0.1S","origin":"built-in"},\
                                "backoff.multiplier":{"value":2.0,"origin":"built-in"},\
                                "retry-on":{"value":["java.io.IOException","java.lang.Error"],\
                                "origin":"@Retryable on pay"},\
                                "match-causes":{"value":true,"origin":"retrykit.defaults.match-causes"}},\
                                "methods":["Till.pay","Till.refund"],\
                                "plan":{"attempts":[\
                                {"attempt":1,"earliest":"PT0S","nominal":"PT0S","latest":"PT0S"},\
                                {"attempt":2,"earliest":"PT0.1S","nominal":"PT0.1S","latest":"PT0.1S"},\
                                {"attempt":3,"earliest":"PT0.2S","nominal":"PT0.2S","latest":"PT0.2S"}],\
                                "moreAttempts":false,"worstTotal":"PT0.2S","warnings":[]},\
                                "lastExhausted":[{"time":"2026-03-01T10:15:30.123Z","attempts":3,\
                                "reason":"max-attempts","sinceFirstFailure":"PT0.2S",\
                                "failure":"java.io.IOException","message":"******"}]}"""));
    }

    @Test
    void showsThePolicyOfAnInstanceThatTheApplicationRegisteredItself() {
        ActuatorServer.visit(
                server,
                actuator -> assertThat(actuator.get("retry/echo").body())
                        .contains("\"max-attempts\":{\"value\":3,\"origin\":\"registered by the application\"}"));
    }

    @Test
    void answersNotFoundToAnUnknownName() {
        ActuatorServer.visit(
                server,
                actuator ->
                        assertThat(actuator.get("retry/paymnts").statusCode()).isEqualTo(404));
    }

    @Test
    void keepsItsNamesAndTypesWhateverTheApplicationWantsOfItsOwnJson() {
        ActuatorServer.visit(
                server.withPropertyValues(
                        "spring.jackson.property-naming-strategy=SNAKE_CASE",
                        "spring.jackson.datatype.datetime.write-durations-as-timestamps=true"),
                actuator -> {
                    assertThat(actuator.get("retry").body()).contains("\"echo\":" + ECHO);
                    assertThat(actuator.get("retry/payments").body()).contains("\"value\":\"PT0.1S\"");
                });
    }

    @Test
    void hidesValuesWhenTheyAreNeverToBeShown() {
        ActuatorServer.visit(
                server.withPropertyValues("management.endpoint.retry.show-values=never"),
                actuator -> assertThat(actuator.get("retry/payments").body())
                        .contains(
                                "\"max-attempts\":{\"value\":\"******\","
                                        + "\"origin\":\"class path resource [application.yml] - 5:21\"}",
                                "\"total-timeout\":{\"origin\":\"built-in\"}",
                                "\"counts\":" + PAYMENTS));
    }

    @Test
    void hidesValuesFromAnonymousVisitorsWhenOnlyTheAuthorizedMaySeeThem() {
        ActuatorServer.visit(
                server.withPropertyValues("management.endpoint.retry.show-values=when-authorized"),
                actuator -> assertThat(actuator.get("retry/payments").body())
                        .contains("\"match-causes\":{\"value\":\"****"));
    }

    @Test
    void hidesWhatASanitizingFunctionHides() {
        ActuatorServer.visit(
                server.withBean(
                        SanitizingFunction.class,
                        () -> data -> data.getKey().equals("retrykit.instances.payments.retry-on")
                                ? data.withSanitizedValue()
                                : data),
                actuator -> assertThat(actuator.get("retry/payments").body())
                        .contains(
                                "\"retry-on\":{\"value\":\"******\",\"origin\":\"@Retryable on pay\"}",
                                "\"backoff.delay\":{\"value\":\"PT0.1S\""));
    }

    @Test
    void cannotBeWrittenTo() {
        ActuatorServer.visit(
                server,
                actuator -> assertThat(actuator.post("retry/payments", "{\"on\":false}")
                                .statusCode())
                        .isEqualTo(405));
        ActuatorServer.visit(
                server,
                actuator -> assertThat(actuator.delete("retry/payments").statusCode())
                        .isEqualTo(405));
        assertThat(shop.ledger.changes).isEmpty();
    }

    @Test
    void showsMessagesOnlyWhereSomebodyHasWrittenThatTheyAreToBeShown() {
        ActuatorServer.visit(
                server.withPropertyValues("management.endpoint.retry.show-values=always"),
                actuator -> assertThat(actuator.get("retry/payments").body()).contains("\"message\":\"no answer\""));
    }

    @Test
    void sanitisesMessages() {
        ActuatorServer.visit(
                server.withPropertyValues("management.endpoint.retry.show-values=always")
                        .withBean(
                                SanitizingFunction.class,
                                () -> data -> data.getKey().equals("retrykit.instances.payments.last-exhausted.message")
                                        ? data.withValue("hidden")
                                        : data),
                actuator -> assertThat(actuator.get("retry/payments").body()).contains("\"message\":\"hidden\""));
    }

    @Test
    void hidesThePlanWithTheValues() {
        ActuatorServer.visit(server.withPropertyValues("management.endpoint.retry.show-values=never"), actuator -> {
            assertThat(actuator.get("retry/payments").body()).doesNotContain("\"plan\"");
            assertThat(actuator.get("retry/payments/plan").body())
                    .isEqualTo("the plan is not shown: management.endpoint.retry.show-values\n");
        });
    }

    @Test
    void showsThePlanAsATable() {
        ActuatorServer.visit(server, actuator -> {
            assertThat(actuator.get("retry/payments/plan").headers().firstValue("Content-Type"))
                    .hasValue("text/plain;charset=UTF-8");
            assertThat(actuator.get("retry/payments/plan").body())
                    .isEqualTo(shop.registry.get("payments").plan().toTable())
                    .startsWith("attempt  earliest  nominal  latest  time limit\n");
            assertThat(actuator.get("retry/paymnts/plan").statusCode()).isEqualTo(404);
            assertThat(actuator.get("retry/payments/plans").statusCode()).isEqualTo(404);
        });
    }

    @Test
    void overridesValues() {
        ActuatorServer.visit(writable, actuator -> {
            assertThat(actuator.post(
                                    "retry/payments",
                                    "{\"values\": \"max-attempts=2; backoff.delay = 1s\\nretry-on-status=503,5xx;\"}")
                            .body())
                    .startsWith("{\"name\":\"payments\",\"counts\":" + PAYMENTS);
            assertThat(actuator.post("retry/payments", "{\"values\": \"max-attempts=2\", \"enabled\": false}")
                            .statusCode())
                    .isEqualTo(200);
        });
        assertThat(shop.ledger.changes)
                .containsExactly(
                        "payments {backoff.delay=1s, max-attempts=2, retry-on-status=503,5xx}",
                        "payments {enabled=false, max-attempts=2}");
    }

    @Test
    void switchesOffAndOnAndResets() {
        ActuatorServer.visit(writable, actuator -> {
            assertThat(actuator.post("retry/payments", "{\"enabled\": false}").statusCode())
                    .isEqualTo(200);
            assertThat(actuator.post("retry/payments", "{\"enabled\": true}").statusCode())
                    .isEqualTo(200);
            assertThat(actuator.delete("retry/payments").statusCode()).isEqualTo(200);
        });
        assertThat(shop.ledger.changes).containsExactly("payments off", "payments on", "payments reset");
    }

    @Test
    void refusesAnInvalidChangeWithItsFields() {
        ActuatorServer.visit(writable, actuator -> {
            HttpResponse<String> refusal = actuator.post("retry/payments", "{\"values\": \"max-attempts=0\"}");
            assertThat(refusal.statusCode()).isEqualTo(400);
            assertThat(refusal.body())
                    .isEqualTo("{\"message\":\"max-attempts must be at least 1, but was 0\","
                            + "\"fields\":[\"max-attempts\"]}");
            assertThat(actuator.post("retry/payments", "{\"values\": \"max-attempts\"}")
                            .body())
                    .isEqualTo("{\"message\":\"values must be written as key=value, separated by semicolons, but was"
                            + " 'max-attempts'\",\"fields\":[\"max-attempts\"]}");
            assertThat(actuator.post("retry/payments", "{\"values\": \"nested=ONCE;nested=MULTIPLY\"}")
                            .body())
                    .isEqualTo("{\"message\":\"nested must be given once, but was 'ONCE' and 'MULTIPLY'\","
                            + "\"fields\":[\"nested\"]}");
            HttpResponse<String> empty = actuator.post("retry/payments", "{\"max-attempts\": 2}");
            assertThat(empty.statusCode()).isEqualTo(400);
            assertThat(empty.body())
                    .isEqualTo(
                            "{\"message\":\"one of values and enabled must be given, but neither was\",\"fields\":[]}");
            HttpResponse<String> undecided = actuator.post("retry/payments", "{\"enabled\": \"perhaps\"}");
            assertThat(undecided.statusCode()).isEqualTo(400);
            assertThat(undecided.body())
                    .isEqualTo("{\"message\":\"enabled must be true or false, but was 'perhaps'\","
                            + "\"fields\":[\"enabled\"]}");
        });
        assertThat(shop.ledger.changes).isEmpty();
    }

    @Test
    void answersNotFoundToAChangeOfAnUnknownInstance() {
        ActuatorServer.visit(writable, actuator -> {
            assertThat(actuator.post("retry/paymnts", "{\"enabled\": false}").statusCode())
                    .isEqualTo(404);
            assertThat(actuator.delete("retry/paymnts").statusCode()).isEqualTo(404);
        });
        assertThat(shop.ledger.changes).isEmpty();
    }

    @Test
    void isNotThereUnlessExposed() {
        ActuatorServer.visit(
                server.withPropertyValues("management.endpoints.web.exposure.include=health"),
                actuator -> assertThat(actuator.get("retry").statusCode()).isEqualTo(404));
    }

    @Test
    void isNotThereWithoutAccess() {
        ActuatorServer.visit(
                server.withPropertyValues("management.endpoint.retry.access=NONE"),
                actuator -> assertThat(actuator.get("retry").statusCode()).isEqualTo(404));
    }
}
