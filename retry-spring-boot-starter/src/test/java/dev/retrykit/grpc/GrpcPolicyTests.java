package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.retrykit.AttemptTimeout;
import dev.retrykit.Hedging;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import io.grpc.Status.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrpcPolicyTests {

    private static final GrpcRetryPolicy RETRY = new GrpcRetryPolicy(
            4, Duration.ofMillis(50), Duration.ofMillis(150), 2, Set.of(Code.UNAVAILABLE, Code.ABORTED));

    private static final GrpcHedgingPolicy HEDGING =
            new GrpcHedgingPolicy(3, Duration.ofMillis(500), Set.of(Code.UNAVAILABLE));

    @Test
    void aRetryPolicyBecomesAttemptsBackoffStatusesAndPushback() {
        RetryPolicy policy = RETRY.toRetryPolicy();

        assertThat(policy.maxAttempts()).hasValue(4);
        assertThat(policy.backoff()).isEqualTo(Backoff.grpc(Duration.ofMillis(50), 2, Duration.ofMillis(150)));
        assertThat(policy.retryOn().statuses()).contains(Set.of("ABORTED", "UNAVAILABLE"));
        assertThat(policy.serverDelay()).containsInstanceOf(GrpcPushback.class);
        assertThat(policy.serverDelayMax()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.hedging()).isEmpty();
    }

    @Test
    void aHedgingPolicyBecomesAttemptsDelayAndStatuses() {
        RetryPolicy policy = HEDGING.toRetryPolicy();

        assertThat(policy.maxAttempts()).hasValue(3);
        assertThat(policy.hedging()).contains(new Hedging(Duration.ofMillis(500)));
        assertThat(policy.retryOn().statuses()).contains(Set.of("UNAVAILABLE"));
        assertThat(policy.serverDelay()).containsInstanceOf(GrpcPushback.class);
    }

    @Test
    void aHedgingPolicyWithoutCodesRetriesNoStatus() {
        assertThat(new GrpcHedgingPolicy(2, Duration.ZERO, Set.of())
                        .toRetryPolicy()
                        .retryOn()
                        .statuses())
                .contains(Set.of());
    }

    @Test
    void appliedToABuilderItLeavesAllOtherOptionsAsTheyAre() {
        RetryPolicy.Builder builder = RetryPolicy.builder().totalTimeout(Duration.ofSeconds(7));

        RETRY.applyTo(builder);

        assertThat(builder.build().totalTimeout()).contains(Duration.ofSeconds(7));
        assertThat(builder.build().serverDelay()).isEmpty();
        assertThat(builder.build().maxAttempts()).hasValue(4);
    }

    @Test
    void comesBackFromThePolicyThatItBecame() {
        assertThat(GrpcPolicy.of(RETRY.toRetryPolicy())).isEqualTo(RETRY);
        assertThat(GrpcPolicy.of(HEDGING.toRetryPolicy())).isEqualTo(HEDGING);
    }

    @Test
    void keepsAllCodesOfFailure() {
        Set<Code> all = EnumSet.complementOf(EnumSet.of(Code.OK));
        GrpcRetryPolicy policy = new GrpcRetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, all);

        assertThat(GrpcPolicy.of(policy.toRetryPolicy())).isEqualTo(policy);
    }

    @Test
    void aPolicyOfMoreThanFiveAttemptsIsTakenAsItIsWritten() {
        RetryPolicy policy = RETRY.toRetryPolicy().toBuilder().maxAttempts(9).build();

        assertThat(GrpcPolicy.of(policy).maxAttempts()).isEqualTo(9);
        assertThat(GrpcPolicy.of(policy).effectiveMaxAttempts()).isEqualTo(5);
    }

    static Stream<Arguments> policiesBeyondAServiceConfig() {
        return Stream.of(
                beyond(policy -> policy.maxAttempts(1), "maxAttempts must be at least 2, but was 1"),
                beyond(
                        policy -> policy.totalTimeout(Duration.ofSeconds(1)).unlimitedAttempts(),
                        "maxAttempts must be limited to be written as a gRPC service config, but was unlimited"),
                beyond(
                        policy -> policy.totalTimeout(Duration.ofSeconds(1)),
                        "totalTimeout must not be set to be written as a gRPC service config, but was PT1S"),
                beyond(
                        policy -> policy.attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(1))),
                        "attemptTimeout must not be set to be written as a gRPC service config, but was "
                                + AttemptTimeout.fixed(Duration.ofSeconds(1))),
                beyond(
                        policy -> policy.retryOnResult(String.class, String::isEmpty),
                        "retryOnResult must not be set to be written as a gRPC service config, but was set"),
                beyond(
                        RetryPolicy.Builder::retryOnNullResult,
                        "retryOnResult must not be set to be written as a gRPC service config, but was set"),
                beyond(
                        policy -> policy.firstRetryImmediate(true),
                        "firstRetryImmediate must be off to be written as a gRPC service config, but was on"),
                beyond(
                        policy -> policy.backoff(Backoff.fixed(Duration.ofSeconds(1))),
                        "backoff must be Backoff.grpc to be written as a gRPC service config, but was "
                                + Backoff.fixed(Duration.ofSeconds(1))),
                beyond(
                        policy -> policy.retryOn(FailureCondition.on(IOException.class)),
                        "retryOn must be FailureCondition.onStatus, and nothing else, to be written as a gRPC service"
                                + " config, but was java.io.IOException"),
                beyond(
                        policy -> policy.retryOn(FailureCondition.onStatus("UNAVAILABLE", "503")),
                        "retryOn must name gRPC status codes only to be written as a gRPC service config, but was 503,"
                                + " UNAVAILABLE"),
                beyond(
                        policy -> policy.retryOn(FailureCondition.onStatus("OK", "ABORTED")),
                        "retryableStatusCodes must not contain OK, but was [OK, ABORTED]"),
                beyond(
                        policy -> policy.retryOn(FailureCondition.onStatus()),
                        "retryableStatusCodes must not be empty, but was []"));
    }

    private static Arguments beyond(UnaryOperator<RetryPolicy.Builder> change, String message) {
        return arguments(change, message);
    }

    @ParameterizedTest
    @MethodSource("policiesBeyondAServiceConfig")
    void refusesWhatAServiceConfigCannotSay(UnaryOperator<RetryPolicy.Builder> change, String message) {
        RetryPolicy policy = change.apply(RETRY.toRetryPolicy().toBuilder()).build();

        assertThatThrownBy(() -> GrpcPolicy.of(policy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void theBackoffOfAPolicyThatHedgesIsNoMatter() {
        RetryPolicy policy = HEDGING.toRetryPolicy().toBuilder()
                .backoff(Backoff.fixed(Duration.ofSeconds(1)))
                .build();

        assertThat(GrpcPolicy.of(policy)).isEqualTo(HEDGING);
    }

    @Test
    void codesAreCopiedInTheOrderOfTheirNumbers() {
        Set<Code> codes = EnumSet.of(Code.UNAVAILABLE, Code.CANCELLED);
        GrpcHedgingPolicy policy = new GrpcHedgingPolicy(2, Duration.ZERO, codes);
        codes.clear();

        assertThat(policy.nonFatalStatusCodes()).containsExactly(Code.CANCELLED, Code.UNAVAILABLE);
    }
}
