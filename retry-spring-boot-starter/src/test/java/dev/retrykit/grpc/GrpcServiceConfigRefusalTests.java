package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrpcServiceConfigRefusalTests {

    private static final String RETRY = "$.methodConfig[0].retryPolicy.";
    private static final String HEDGING = "$.methodConfig[0].hedgingPolicy.";

    static Stream<Arguments> retryPolicies() {
        return Stream.of(
                arguments("maxAttempts", "1", "maxAttempts must be at least 2, but was 1"),
                arguments("maxAttempts", "-3", "maxAttempts must be at least 2, but was -3"),
                arguments("maxAttempts", "2.5", "maxAttempts must be a whole number, but was 2.5"),
                arguments("maxAttempts", "3000000000", "maxAttempts must be a whole number, but was 3000000000"),
                arguments("maxAttempts", "-3000000000", "maxAttempts must be a whole number, but was -3000000000"),
                arguments("maxAttempts", "1e99999", "maxAttempts must be a whole number, but was 1E+99999"),
                arguments("maxAttempts", "\"four\"", "maxAttempts must be a whole number, but was \"four\""),
                arguments("maxAttempts", "true", "maxAttempts must be a whole number, but was true"),
                arguments("maxAttempts", "null", "maxAttempts must be given, but was missing"),
                arguments(
                        "initialBackoff",
                        "\"1,5s\"",
                        "initialBackoff must be a duration such as \"0.5s\", but was \"1,5s\""),
                arguments(
                        "initialBackoff",
                        "\"50ms\"",
                        "initialBackoff must be a duration such as \"0.5s\", but was \"50ms\""),
                arguments("initialBackoff", "1", "initialBackoff must be a duration such as \"0.5s\", but was 1"),
                arguments("initialBackoff", "\"0.0s\"", "initialBackoff must be longer than 0s, but was \"0s\""),
                arguments("initialBackoff", "\"-.5s\"", "initialBackoff must not be negative, but was \"-0.5s\""),
                arguments("initialBackoff", "null", "initialBackoff must be given, but was missing"),
                arguments("maxBackoff", "\"0s\"", "maxBackoff must be longer than 0s, but was \"0s\""),
                arguments("maxBackoff", "\"\"", "maxBackoff must be a duration such as \"0.5s\", but was \"\""),
                arguments(
                        "maxBackoff",
                        "\"315576000001s\"",
                        "maxBackoff must be at most 315576000000s, but was \"315576000001s\""),
                arguments("maxBackoff", "null", "maxBackoff must be given, but was missing"),
                arguments("backoffMultiplier", "0", "backoffMultiplier must be greater than 0 and finite, but was 0.0"),
                arguments(
                        "backoffMultiplier", "-1", "backoffMultiplier must be greater than 0 and finite, but was -1.0"),
                arguments(
                        "backoffMultiplier",
                        "1e400",
                        "backoffMultiplier must be greater than 0 and finite, but was Infinity"),
                arguments("backoffMultiplier", "\"NaN\"", "backoffMultiplier must be a number, but was \"NaN\""),
                arguments("backoffMultiplier", "null", "backoffMultiplier must be given, but was missing"),
                arguments("retryableStatusCodes", "[]", "retryableStatusCodes must not be empty, but was []"),
                arguments("retryableStatusCodes", "null", "retryableStatusCodes must not be empty, but was []"),
                arguments(
                        "retryableStatusCodes",
                        "\"UNAVAILABLE\"",
                        "retryableStatusCodes must be a list, but was \"UNAVAILABLE\""),
                arguments(
                        "retryableStatusCodes",
                        "[\"ABORTED\", \"ok\"]",
                        "retryableStatusCodes[1] must be a code of failure, not OK, but was \"ok\""),
                arguments(
                        "retryableStatusCodes",
                        "[0]",
                        "retryableStatusCodes[0] must be a code of failure, not OK, but was 0"),
                arguments(
                        "retryableStatusCodes",
                        "[\"ABORTED\", \"UNAVAILABEL\"]",
                        "retryableStatusCodes[1] must be a status code such as \"UNAVAILABLE\" or 14, but was"
                                + " \"UNAVAILABEL\""),
                arguments(
                        "retryableStatusCodes",
                        "[\"14\"]",
                        "retryableStatusCodes[0] must be a status code such as \"UNAVAILABLE\" or 14, but was \"14\""),
                arguments(
                        "retryableStatusCodes",
                        "[17]",
                        "retryableStatusCodes[0] must be a status code such as \"UNAVAILABLE\" or 14, but was 17"),
                arguments(
                        "retryableStatusCodes",
                        "[-1]",
                        "retryableStatusCodes[0] must be a status code such as \"UNAVAILABLE\" or 14, but was -1"),
                arguments(
                        "retryableStatusCodes",
                        "[14.5]",
                        "retryableStatusCodes[0] must be a status code such as \"UNAVAILABLE\" or 14, but was 14.5"),
                arguments(
                        "retryableStatusCodes",
                        "[null]",
                        "retryableStatusCodes[0] must be a status code such as \"UNAVAILABLE\" or 14, but was null"));
    }

    @ParameterizedTest
    @MethodSource("retryPolicies")
    void refusesARetryPolicy(String key, String value, String message) {
        String policy = """
                "maxAttempts": 4, "initialBackoff": ".01s", "maxBackoff": "1s", "backoffMultiplier": 2,
                "retryableStatusCodes": ["UNAVAILABLE"],\s""".replaceFirst("\"" + key + "\": (\\[[^]]*]|[^,]*),", "\"" + key + "\": " + value + ",")
                .strip();
        String json = "{\"methodConfig\": [{\"name\": [{}], \"retryPolicy\": {"
                + policy.substring(0, policy.length() - 1) + "}}]}";

        assertRefused(json, RETRY + message);
    }

    static Stream<Arguments> hedgingPolicies() {
        return Stream.of(
                arguments("{}", "maxAttempts must be given, but was missing"),
                arguments("{\"maxAttempts\": 1}", "maxAttempts must be at least 2, but was 1"),
                arguments(
                        "{\"maxAttempts\": 2, \"hedgingDelay\": \"-1s\"}",
                        "hedgingDelay must not be negative, but was \"-1s\""),
                arguments(
                        "{\"maxAttempts\": 2, \"hedgingDelay\": \"1,5s\"}",
                        "hedgingDelay must be a duration such as \"0.5s\", but was \"1,5s\""),
                arguments(
                        "{\"maxAttempts\": 2, \"nonFatalStatusCodes\": [\"OK\"]}",
                        "nonFatalStatusCodes[0] must be a code of failure, not OK, but was \"OK\""));
    }

    @ParameterizedTest
    @MethodSource("hedgingPolicies")
    void refusesAHedgingPolicy(String policy, String message) {
        assertRefused("{\"methodConfig\": [{\"name\": [{}], \"hedgingPolicy\": " + policy + "}]}", HEDGING + message);
    }

    static Stream<Arguments> throttlings() {
        return Stream.of(
                arguments("{\"tokenRatio\": 0.1}", "maxTokens must be given, but was missing"),
                arguments("{\"maxTokens\": 10}", "tokenRatio must be given, but was missing"),
                arguments("{\"maxTokens\": 0, \"tokenRatio\": 0.1}", "maxTokens must be from 1 to 1000, but was 0"),
                arguments(
                        "{\"maxTokens\": 1001, \"tokenRatio\": 0.1}", "maxTokens must be from 1 to 1000, but was 1001"),
                arguments(
                        "{\"maxTokens\": 10.5, \"tokenRatio\": 0.1}", "maxTokens must be a whole number, but was 10.5"),
                arguments(
                        "{\"maxTokens\": 10, \"tokenRatio\": 0}",
                        "tokenRatio must be a number of at least 0.001, but was 0.0"),
                arguments(
                        "{\"maxTokens\": 10, \"tokenRatio\": -0.1}",
                        "tokenRatio must be a number of at least 0.001, but was -0.1"),
                arguments(
                        "{\"maxTokens\": 10, \"tokenRatio\": 0.0009}",
                        "tokenRatio must be a number of at least 0.001, but was 9.0E-4"));
    }

    @ParameterizedTest
    @MethodSource("throttlings")
    void refusesAThrottling(String throttling, String message) {
        assertRefused("{\"retryThrottling\": " + throttling + "}", "$.retryThrottling." + message);
    }

    static Stream<Arguments> structures() {
        return Stream.of(
                arguments("[]", "$ must be an object, but was []"),
                arguments("\"methodConfig\"", "$ must be an object, but was \"methodConfig\""),
                arguments("", "$ must be an object, but was nothing"),
                arguments("{\"methodConfig\": {}}", "$.methodConfig must be a list, but was {}"),
                arguments("{\"methodConfig\": [1]}", "$.methodConfig[0] must be an object, but was 1"),
                arguments(
                        "{\"methodConfig\": [{}, {\"name\": \"a.B/c\"}]}",
                        "$.methodConfig[1].name must be a list, but was \"a.B/c\""),
                arguments(
                        "{\"methodConfig\": [{\"name\": [\"a.B/c\"]}]}",
                        "$.methodConfig[0].name[0] must be an object, but was \"a.B/c\""),
                arguments(
                        "{\"methodConfig\": [{\"name\": [{\"service\": 5}]}]}",
                        "$.methodConfig[0].name[0].service must be a text, but was 5"),
                arguments(
                        "{\"methodConfig\": [{\"name\": [{}, {\"method\": \"c\"}]}]}",
                        "$.methodConfig[0].name[1].service must be given where there is a method, but method was \"c\""
                                + " without service"),
                arguments(
                        "{\"methodConfig\": [{\"name\": [{\"service\": \"a.B/c\"}]}]}",
                        "$.methodConfig[0].name[0].service must not be empty and must not contain '/', but was \"a.B/c\""),
                arguments(
                        "{\"methodConfig\": [{\"name\": [{}], \"waitForReady\": \"yes\"}]}",
                        "$.methodConfig[0].waitForReady must be true or false, but was \"yes\""),
                arguments(
                        "{\"methodConfig\": [{\"name\": [{}], \"retryPolicy\": []}]}",
                        "$.methodConfig[0].retryPolicy must be an object, but was []"),
                arguments(
                        "{\"methodConfig\": [{\"name\": [{}], \"retryPolicy\": {}, \"hedgingPolicy\": {}}]}",
                        "$.methodConfig[0].hedgingPolicy must not be given beside retryPolicy, but both were given"),
                arguments(
                        "{\"methodConfig\": [{\"name\": [{\"service\": \"a.B\"}]},"
                                + " {\"name\": [{\"service\": \"c.D\"}, {\"service\": \"a.B\"}]}]}",
                        "$.methodConfig[1].name[1] must not name what another entry names, but was a.B, as"
                                + " methodConfig[0].name[0] is"),
                arguments(
                        "{\"methodConfig\": [{\"name\": [{\"service\": \"a.B\", \"method\": \"c\"},"
                                + " {\"service\": \"a.B\", \"method\": \"c\"}]}]}",
                        "$.methodConfig[0].name[1] must not name what another entry names, but was a.B/c, as"
                                + " methodConfig[0].name[0] is"),
                arguments(
                        "{\"methodConfig\": [{\"name\": [{}]}, {\"name\": [{\"service\": \"\"}]}]}",
                        "$.methodConfig[1].name[0] must not name what another entry names, but was default, as"
                                + " methodConfig[0].name[0] is"),
                arguments(
                        "{\"retryThrottling\": {\"maxTokens\": 10, \"MaxTokens\": 20, \"tokenRatio\": 1}}",
                        "$.retryThrottling.MaxTokens must be given once, but was given as maxTokens too"),
                arguments(
                        "{\"retryThrottling\": \"" + "x".repeat(100) + "\"}",
                        "$.retryThrottling must be an object, but was \"" + "x".repeat(79) + "…"));
    }

    @ParameterizedTest
    @MethodSource("structures")
    void refusesADocument(String json, String message) {
        assertRefused(json, message);
    }

    static Stream<Arguments> malformedDocuments() {
        return Stream.of(
                arguments(
                        """
                        {
                          "methodConfig": [
                            {"name": [{}] "waitForReady": true}
                          ]
                        }""",
                        "at line 3, column 19: Unexpected character ('\"' (code 34)): was expecting comma to separate"
                                + " Object entries"),
                arguments(
                        "{\"methodConfig\": [",
                        "at line 1, column 19: Unexpected end-of-input: expected close marker for Array"),
                arguments(
                        "{\"methodConfig\": [],\n \"methodConfig\": []}",
                        "at line 2, column 16: Duplicate Object property \"methodConfig\""),
                arguments("{}\n{}", "at line 2, column 1: Trailing token (`JsonToken.START_OBJECT`)"));
    }

    @ParameterizedTest
    @MethodSource("malformedDocuments")
    void tellsWhereADocumentIsNoJson(String json, String message) {
        assertThatThrownBy(() -> GrpcServiceConfig.read(json, "classpath:echo.json"))
                .isInstanceOf(GrpcServiceConfigException.class)
                .hasMessage("classpath:echo.json must be JSON, but was not " + message);
    }

    @ParameterizedTest
    @MethodSource("excessiveDocuments")
    void aDocumentMadeToExhaustIsRefusedToo(String json) {
        assertThatThrownBy(() -> GrpcServiceConfig.read(json, "classpath:echo.json"))
                .isInstanceOf(GrpcServiceConfigException.class)
                .hasMessageStartingWith("classpath:echo.json must be JSON, but was not");
    }

    static Stream<String> excessiveDocuments() {
        return Stream.of("[".repeat(100_000), "{\"retryThrottling\": " + "1".repeat(100_000) + "}");
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> GrpcServiceConfig.read(json, "classpath:echo.json"))
                .isInstanceOf(GrpcServiceConfigException.class)
                .hasMessage("classpath:echo.json: " + message);
    }
}
