package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcServiceConfigReadTests {

    private static final String ECHO = "grpc.examples.echo.Echo/UnaryEcho";

    /** As the documentation of a Go example prints it, key for key. */
    private static final String PRINTED = """
            {
                        "methodConfig": [{
                            // config per method or all methods under service
                            "name": [{"service": "grpc.examples.echo.Echo"}],
                            "waitForReady": true,

                            "retryPolicy": {
                                "MaxAttempts": 4,
                                "InitialBackoff": ".01s",
                                "MaxBackoff": ".01s",
                                "BackoffMultiplier": 1.0,
                                // this value is grpc code
                                "RetryableStatusCodes": [ "UNAVAILABLE" ]
                            }
                        }]
                    }""";

    @Test
    void readsAPrintedExampleWithCapitalisedKeysAndComments() {
        GrpcServiceConfig config = GrpcServiceConfig.read(PRINTED, "example");

        assertThat(config)
                .isEqualTo(new GrpcServiceConfig(
                        List.of(new GrpcMethodConfig(
                                List.of(GrpcMethodName.ofService("grpc.examples.echo.Echo")),
                                true,
                                new GrpcRetryPolicy(
                                        4, Duration.ofMillis(10), Duration.ofMillis(10), 1, Set.of(Code.UNAVAILABLE)),
                                Map.of())),
                        null,
                        Map.of()));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void readsHedgingAndThrottling() {
        GrpcServiceConfig config = read("""
                {"methodConfig": [{"name": [{}], "hedgingPolicy":
                    {"maxAttempts": 4, "hedgingDelay": ".5s", "nonFatalStatusCodes": ["UNAVAILABLE", "INTERNAL"]}}],
                 "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.251}}""");

        assertThat(config.methodConfig())
                .containsExactly(GrpcMethodConfig.of(
                        GrpcMethodName.ofDefault(),
                        new GrpcHedgingPolicy(4, Duration.ofMillis(500), Set.of(Code.UNAVAILABLE, Code.INTERNAL))));
        assertThat(config.retryThrottling()).isEqualTo(new GrpcRetryThrottling(10, 0.251));
    }

    @Test
    void hedgesAllAtOnceWhereNoDelayAndNoCodesAreGiven() {
        assertThat(policyOf("\"hedgingPolicy\": {\"maxAttempts\": 2}"))
                .isEqualTo(new GrpcHedgingPolicy(2, Duration.ZERO, Set.of()));
    }

    @Test
    void readsKeysInAnyCase() {
        GrpcServiceConfig config = read("""
                {"METHODCONFIG": [{"Name": [{"Service": "a.B", "METHOD": "c"}], "waitforready": false,
                  "RetryPolicy": {"maxattempts": 2, "INITIALBACKOFF": "1s", "MaxBackoff": "2s", "backoffmultiplier": 2,
                    "RetryableStatusCODES": ["ABORTED"]}}],
                 "RetryThrottling": {"MaxTokens": 5, "TokenRatio": 1}}""");

        assertThat(config)
                .isEqualTo(new GrpcServiceConfig(
                        List.of(new GrpcMethodConfig(
                                List.of(GrpcMethodName.of("a.B/c")),
                                false,
                                new GrpcRetryPolicy(
                                        2, Duration.ofSeconds(1), Duration.ofSeconds(2), 2, Set.of(Code.ABORTED)),
                                Map.of())),
                        new GrpcRetryThrottling(5, 1),
                        Map.of()));
    }

    @Test
    void readsCodesAsNamesInAnyCaseAndAsNumbers() {
        assertThat(codesOf("\"Unavailable\", 8, \"deadline_exceeded\", 14.0, \"CANCELLED\""))
                .containsExactly(Code.CANCELLED, Code.DEADLINE_EXCEEDED, Code.RESOURCE_EXHAUSTED, Code.UNAVAILABLE);
    }

    @Test
    void readsNumbersThatAreWrittenAsTextsOrWithAFractionOfZero() {
        assertThat(policyOf("""
                        "retryPolicy": {"maxAttempts": "3", "initialBackoff": "1s", "maxBackoff": "1s",
                          "backoffMultiplier": "1.5", "retryableStatusCodes": ["ABORTED"]}"""))
                .isEqualTo(new GrpcRetryPolicy(
                        3, Duration.ofSeconds(1), Duration.ofSeconds(1), 1.5, Set.of(Code.ABORTED)));
        assertThat(policyOf("\"hedgingPolicy\": {\"maxAttempts\": 3.0}"))
                .isEqualTo(new GrpcHedgingPolicy(3, Duration.ZERO, Set.of()));
    }

    @Test
    void aMultiplierBelowOneIsLegal() {
        assertThat(policyOf("""
                        "retryPolicy": {"maxAttempts": 3, "initialBackoff": "1s", "maxBackoff": "1s",
                          "backoffMultiplier": 0.5, "retryableStatusCodes": ["ABORTED"]}"""))
                .isEqualTo(new GrpcRetryPolicy(
                        3, Duration.ofSeconds(1), Duration.ofSeconds(1), 0.5, Set.of(Code.ABORTED)));
    }

    @Test
    void takesNullAndEmptyNamesForAbsent() {
        GrpcServiceConfig config = read("""
                {"methodConfig": [
                    {"name": [{"service": "", "method": null}], "retryPolicy": null, "waitForReady": null},
                    {"name": [{"service": "a.B", "method": ""}]}],
                 "retryThrottling": null}""");

        assertThat(config)
                .isEqualTo(new GrpcServiceConfig(
                        List.of(
                                new GrpcMethodConfig(List.of(GrpcMethodName.ofDefault()), null, null, Map.of()),
                                new GrpcMethodConfig(List.of(GrpcMethodName.ofService("a.B")), null, null, Map.of())),
                        null,
                        Map.of()));
    }

    @Test
    void readsADocumentThatSaysNothing() {
        assertThat(read("{}")).isEqualTo(new GrpcServiceConfig(List.of(), null, Map.of()));
    }

    @Test
    void theMostSpecificEntryDecidesAloneWhereverItStands() {
        GrpcServiceConfig config = read("""
                {"methodConfig": [
                    {"name": [{}], "hedgingPolicy": {"maxAttempts": 2}},
                    {"name": [{"service": "grpc.examples.echo.Echo"}], "hedgingPolicy": {"maxAttempts": 3}},
                    {"name": [{"service": "x.Y"}, {"service": "grpc.examples.echo.Echo", "method": "UnaryEcho"}],
                     "waitForReady": true}]}""");

        assertThat(config.configFor(ECHO)).contains(config.methodConfig().get(2));
        assertThat(config.configFor("grpc.examples.echo.Echo/Other"))
                .contains(config.methodConfig().get(1));
        assertThat(config.configFor("grpc.examples.Other/UnaryEcho"))
                .contains(config.methodConfig().get(0));
    }

    @Test
    void namesAreComparedInTheirOwnCase() {
        GrpcServiceConfig config = read("{\"methodConfig\": [{\"name\": [{\"service\": \"a.B\"}]}]}");

        assertThat(config.configFor("a.b/c")).isEmpty();
        assertThat(config.configFor("a.B/c")).isPresent();
    }

    @Test
    void anEntryWithoutNamesAppliesToNothing() {
        assertThat(read("{\"methodConfig\": [{\"hedgingPolicy\": {\"maxAttempts\": 2}}]}")
                        .configFor(ECHO))
                .isEmpty();
    }

    @Test
    void keepsWhatConcernsAChannelOnlyAndSpellsItAsAChannelDoes() {
        GrpcServiceConfig config = read("""
                {"LoadBalancingConfig": [{"round_robin": {}}, {"x": {"a": 1, "b": [true, null, 0.5], "c": null}}],
                 "methodConfig": [{"name": [{}], "Timeout": "1s", "maxRequestMessageBytes": 100}]}""");

        assertThat(config.others().toString())
                .isEqualTo("{loadBalancingConfig=[{round_robin={}}, {x={a=1.0, b=[true, null, 0.5]}}]}");
        assertThat(config.methodConfig().get(0).others())
                .isEqualTo(Map.of("timeout", "1s", "maxRequestMessageBytes", 100.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Echo", "/UnaryEcho", "a.B/", "/a.B/c", "a/b/c"})
    void isAskedForServiceAndMethodOnly(String method) {
        assertThatThrownBy(() -> read("{}").configFor(method))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("method must be a service and a method such as \"grpc.examples.echo.Echo/UnaryEcho\","
                        + " but was \"" + method + "\"");
    }

    private static GrpcServiceConfig read(String json) {
        return GrpcServiceConfig.read(json, "test");
    }

    private static GrpcPolicy policyOf(String field) {
        GrpcPolicy policy = read("{\"methodConfig\": [{\"name\": [{}], " + field + "}]}")
                .methodConfig()
                .get(0)
                .policy();
        assertThat(policy).isNotNull();
        return Objects.requireNonNull(policy);
    }

    private static Set<Code> codesOf(String codes) {
        GrpcPolicy policy =
                policyOf("\"hedgingPolicy\": {\"maxAttempts\": 2, \"nonFatalStatusCodes\": [" + codes + "]}");
        return ((GrpcHedgingPolicy) policy).nonFatalStatusCodes();
    }
}
