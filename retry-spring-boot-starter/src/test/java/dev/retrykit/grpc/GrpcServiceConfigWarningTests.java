package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class GrpcServiceConfigWarningTests {

    @Test
    void moreThanFiveAttemptsCountAsFiveAndAreSaidToDoSo(CapturedOutput output) {
        GrpcServiceConfig config = GrpcServiceConfig.read("""
                {"methodConfig": [
                  {"name": [{}], "hedgingPolicy": {"maxAttempts": 5}},
                  {"name": [{"service": "a.B"}], "hedgingPolicy": {"maxAttempts": 9}}]}""", "classpath:echo.json");

        GrpcPolicy policy = Objects.requireNonNull(config.methodConfig().get(1).policy());
        assertThat(policy.maxAttempts()).isEqualTo(9);
        assertThat(policy.effectiveMaxAttempts()).isEqualTo(5);
        assertThat(policy.toRetryPolicy().maxAttempts()).hasValue(5);
        assertThat(config.warnings())
                .containsExactly("$.methodConfig[1].hedgingPolicy.maxAttempts counts as 5, the most that gRPC makes,"
                        + " but was 9");
        assertThat(output)
                .containsOnlyOnce("classpath:echo.json: $.methodConfig[1].hedgingPolicy.maxAttempts counts as 5,"
                        + " the most that gRPC makes, but was 9");
    }

    @Test
    void anEntryWithoutNamesIsSaidToApplyToNothing(CapturedOutput output) {
        GrpcServiceConfig config =
                GrpcServiceConfig.read("{\"methodConfig\": [{\"name\": []}]}", "classpath:echo.json");

        assertThat(config.warnings()).containsExactly("$.methodConfig[0] has no name and applies to nothing");
        assertThat(output).contains("classpath:echo.json: $.methodConfig[0] has no name and applies to nothing");
    }

    @Test
    void aKeyThatGrpcDoesNotKnowIsSaidToHaveNoEffect(CapturedOutput output) {
        GrpcServiceConfig.read("""
                {"comment": "x", "loadBalancingPolicy": "round_robin",
                 "methodConfig": [{"name": [{"service": "a.B", "servise": null, "mehtod": "c"}], "timeout": "1s", "waitForRedy": true,
                   "retryPolicy": {"maxAttempts": 2, "initialBackoff": "1s", "maxBackoff": "1s", "backoffMultiplier": 1,
                     "retryableStatusCodes": ["ABORTED"], "jitter": 0.2}},
                   {"name": [{}], "hedgingPolicy": {"maxAttempts": 2, "delay": "1s"}}],
                 "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1, "tokens": 5}}""", "classpath:echo.json");

        assertThat(output.getAll()
                        .lines()
                        .filter(line -> line.contains("classpath:echo.json: "))
                        .map(line -> line.substring(line.indexOf("classpath:"))))
                .containsExactlyInAnyOrder(
                        "classpath:echo.json: $.comment is unknown to gRPC and has no effect",
                        "classpath:echo.json: $.methodConfig[0].name[0].mehtod is unknown to gRPC and has no effect",
                        "classpath:echo.json: $.methodConfig[0].waitForRedy is unknown to gRPC and has no effect",
                        "classpath:echo.json: $.methodConfig[0].retryPolicy.jitter is unknown to gRPC and has no effect",
                        "classpath:echo.json: $.methodConfig[1].hedgingPolicy.delay is unknown to gRPC and has no"
                                + " effect",
                        "classpath:echo.json: $.retryThrottling.tokens is unknown to gRPC and has no effect");
    }

    @Test
    void aMisspeltKeyThatIsRequiredIsMissing() {
        assertThat(catchThrowable(() -> GrpcServiceConfig.read(
                        "{\"methodConfig\": [{\"name\": [{}], \"hedgingPolicy\": {\"maxAtempts\": 3}}]}", "echo")))
                .hasMessage("echo: $.methodConfig[0].hedgingPolicy.maxAttempts must be given, but was missing");
    }
}
