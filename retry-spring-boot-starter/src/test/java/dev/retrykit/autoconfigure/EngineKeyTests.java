package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.AttemptTimeout;
import dev.retrykit.Hedging;
import dev.retrykit.Nested;
import dev.retrykit.ResultOutcome;
import dev.retrykit.Retrier;
import dev.retrykit.RetryExhaustedException;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineKeyTests {

    private static final String PAYMENTS = """
            retrykit:
              instances:
                payments:
            """;

    @Test
    void limitsEachAttempt() {
        assertPolicy("attempt-timeout: 2s\n      interrupt-attempts: false", policy -> {
            assertThat(policy.attemptTimeout()).contains(AttemptTimeout.fixed(Duration.ofSeconds(2)));
            assertThat(policy.interruptAttempts()).isFalse();
        });
    }

    @Test
    void letsTheLimitGrow() {
        assertPolicy(
                "attempt-timeout: 4s\n      attempt-timeout-multiplier: 2\n      attempt-timeout-max: 30s",
                policy -> assertThat(policy.attemptTimeout())
                        .contains(AttemptTimeout.growing(Duration.ofSeconds(4), 2, Duration.ofSeconds(30))));
    }

    @Test
    void letsTheLimitGrowWithoutABoundOfItsOwn() {
        assertPolicy(
                "attempt-timeout: 4s\n      attempt-timeout-multiplier: 2",
                policy -> assertThat(policy.attemptTimeout().orElseThrow().after(Duration.ofHours(1)))
                        .isEqualTo(Duration.ofHours(2)));
    }

    @Test
    void setsWhatBecomesOfResultsAndOfLayers() {
        assertPolicy(
                "on-unacceptable-result: return-last\n      nested: multiply\n      hedging.delay: 500ms\n"
                        + "      retry-after-first-element: true",
                policy -> {
                    assertThat(policy.retryAfterFirstElement()).isTrue();
                    assertThat(policy.onUnacceptableResult()).contains(ResultOutcome.RETURN_LAST);
                    assertThat(policy.nested()).isEqualTo(Nested.MULTIPLY);
                    assertThat(policy.hedging()).contains(new Hedging(Duration.ofMillis(500)));
                });
    }

    @Test
    void retriesOnNull() {
        Application.of(PAYMENTS + "      retry-on-null-result: true\n      max-attempts: 1\n")
                .run(context -> assertThatThrownBy(() -> callForNothing(
                                context.getBean(RetryRegistry.class).get("payments")))
                        .isInstanceOf(RetryExhaustedException.class));
    }

    /** An action returns null as far as the retrier can see. */
    private static void callForNothing(Retrier retrier) {
        retrier.run(() -> {});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "attempt-timeout: 0 | attempt-timeout must be longer than zero, but was '0'",
                "attempt-timeout-multiplier: 0.5 | attempt-timeout-multiplier must be a finite number from 1, but was '0.5'",
                "attempt-timeout-multiplier: 2 | attempt-timeout-multiplier must be written only where attempt-timeout is set too, but was '2'",
                "attempt-timeout-max: 2s | attempt-timeout-max must be written only where attempt-timeout is set too, but was '2s'",
                "attempt-timeout-max: -2s | attempt-timeout-max must be longer than zero, but was '-2s'",
                "server-delay.max: -1s | server-delay.max must not be negative, but was '-1s'",
                "hedging.delay: -1s | hedging.delay must not be negative, but was '-1s'",
                "nested: twice | nested must be one of once, multiply, but was 'twice'",
                "on-unacceptable-result: null | on-unacceptable-result must be one of throw, return-last, but was 'null'",
                "grpc-method: a.B/C | grpc-method must be written only where retrykit.grpc.service-config is set, but was 'a.B/C'",
            })
    void refusesWhatIsOutOfBounds(String line, String message) {
        String quoted = line.replace("null", "\"null\"");
        assertThat(Application.of(PAYMENTS + "      " + quoted + "\n").failure())
                .startsWith("retrykit.instances.payments." + message + "\n");
    }

    @Test
    void refusesALongestLimitBelowTheFirst() {
        assertThat(Application.of(PAYMENTS + "      attempt-timeout: 4s\n      attempt-timeout-max: 2s\n")
                        .failure())
                .startsWith("retrykit.instances.payments.attempt-timeout-max must not be shorter than attempt-timeout"
                        + " (PT4S), but was '2s'\n");
    }

    @Test
    void refusesToHedgeWithoutANumberOfAttempts() {
        String unlimited = "retrykit.defaults:\n  max-attempts: unlimited\n  total-timeout: 10s\n";
        assertThat(Application.of(unlimited + PAYMENTS + "      hedging.delay: 500ms\n")
                        .failure())
                .isEqualTo("""
                retrykit.instances.payments.hedging.delay must be written only where max-attempts is a number, but was '500ms'

                    Origin: application.yml - 7:22

                => Write a number of attempts for 'payments', or remove the delay.
                """);
    }

    private static void assertPolicy(String lines, Consumer<RetryPolicy> test) {
        Application.of(PAYMENTS + "      " + lines + "\n")
                .run(context -> test.accept(
                        context.getBean(RetryRegistry.class).get("payments").policy()));
    }
}
