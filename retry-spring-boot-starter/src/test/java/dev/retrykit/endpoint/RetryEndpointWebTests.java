package dev.retrykit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class RetryEndpointWebTests {

    private static final String ECHO = """
            {"on":true,"calls":0,"firstTrySuccess":0,"afterRetrySuccess":0,\
            "exhausted":{"max-attempts":0,"total-timeout":0,"budget":0,"server-refused":0,"server-delay":0},\
            "failed":{"not-retryable":0,"nested":0,"interrupted":0,"cancelled":0,"closed":0,"policy-error":0},\
            "attempts":{"success":0,"failure":0,"unacceptable":0},\
            "retries":0,"waiting":0,"budget":{"limited":false}}""";

    // calls: 2 at once, 1 with one retry, 1 exhausted after two; the budget: 500 - 14 + 14 - 2 * 14
    private static final String PAYMENTS = """
            {"on":true,"calls":4,"firstTrySuccess":2,"afterRetrySuccess":1,\
            "exhausted":{"max-attempts":1,"total-timeout":0,"budget":0,"server-refused":0,"server-delay":0},\
            "failed":{"not-retryable":0,"nested":0,"interrupted":0,"cancelled":0,"closed":0,"policy-error":0},\
            "attempts":{"success":3,"failure":4,"unacceptable":0},\
            "retries":3,"waiting":0,"budget":{"limited":true,"available":472,"capacity":500}}""";

    private final Shop shop = new Shop();
    private final WebApplicationContextRunner server =
            ActuatorServer.over(shop.registry).withBean(EffectivePolicies.class, () -> shop.policies);

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
                                "match-causes":{"value":true,"origin":"retrykit.defaults.match-causes"}}}"""));
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
