package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class GrpcServiceConfigWriteTests {

    private static final RetryPolicy POLICY = RetryPolicy.builder()
            .maxAttempts(4)
            .backoff(Backoff.grpc(Duration.ofMillis(50), 1.5, Duration.ofMillis(1500)))
            .retryOn(FailureCondition.onStatus("UNAVAILABLE", "ABORTED"))
            .build();

    @Test
    void writesAPolicyAsTheDefaultEntry(CapturedOutput output) {
        assertThat(GrpcServiceConfig.of(POLICY).toMap())
                .isEqualTo(Map.of(
                        "methodConfig",
                        List.of(Map.of(
                                "name",
                                List.of(Map.of()),
                                "retryPolicy",
                                Map.of(
                                        "maxAttempts",
                                        4.0,
                                        "initialBackoff",
                                        "0.05s",
                                        "maxBackoff",
                                        "1.5s",
                                        "backoffMultiplier",
                                        1.5,
                                        "retryableStatusCodes",
                                        List.of("ABORTED", "UNAVAILABLE"))))));
        assertThat(output).isEmpty();
    }

    @Test
    void writesAllThatWasRead() {
        assertThat(GrpcServiceConfig.read("""
                                {"loadBalancingConfig": [{"round_robin": {}}],
                                 "methodConfig": [
                                   {"name": [{"service": "a.B", "method": "c"}, {"service": "a.D"}],
                                    "waitForReady": true, "timeout": "2s",
                                    "HedgingPolicy": {"MaxAttempts": 3, "hedgingDelay": ".005s",
                                      "nonFatalStatusCodes": [14]}}],
                                 "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.251}}""", "test").toMap())
                .isEqualTo(Map.of(
                        "loadBalancingConfig",
                        List.of(Map.of("round_robin", Map.of())),
                        "methodConfig",
                        List.of(Map.of(
                                "name",
                                List.of(Map.of("service", "a.B", "method", "c"), Map.of("service", "a.D")),
                                "waitForReady",
                                true,
                                "timeout",
                                "2s",
                                "hedgingPolicy",
                                Map.of(
                                        "maxAttempts",
                                        3.0,
                                        "hedgingDelay",
                                        "0.005s",
                                        "nonFatalStatusCodes",
                                        List.of("UNAVAILABLE")))),
                        "retryThrottling",
                        Map.of("maxTokens", 10.0, "tokenRatio", 0.251)));
    }

    @Test
    void writesNineAttemptsAsFiveAndSaysSo(CapturedOutput output) {
        RetryPolicy nine = POLICY.toBuilder().maxAttempts(9).build();

        Map<String, ?> map = GrpcServiceConfig.of(nine).toMap();

        assertThat(map.toString()).contains("retryPolicy={maxAttempts=5.0, ");
        assertThat(output)
                .containsOnlyOnce("$.methodConfig[0].retryPolicy.maxAttempts counts as 5, the most that gRPC makes,"
                        + " but was 9");
    }

    @Test
    void refusesAPolicyThatAServiceConfigCannotSay() {
        assertThatThrownBy(() -> GrpcServiceConfig.of(RetryPolicy.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("retryOn must be FailureCondition.onStatus, and nothing else, to be written as a gRPC"
                        + " service config, but was " + FailureCondition.standard());
    }

    @Test
    void whatElseATravellingFieldHoldsIsRefused() {
        Map<String, Object> others = Collections.singletonMap("timeout", Duration.ofSeconds(1));

        assertThatThrownBy(() -> new GrpcServiceConfig(List.of(), null, others))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("others must hold maps, lists, texts, numbers and booleans only, but was PT1S of"
                        + " java.time.Duration");
    }
}
