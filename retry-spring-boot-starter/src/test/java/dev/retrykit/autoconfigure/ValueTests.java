package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTests {

    static class Hasty {

        @Retryable(value = "payments", maxAttempts = "none")
        void pay() {}
    }

    static class Slow {

        @Retryable(value = "payments", delay = "a while")
        void pay() {}
    }

    private static final String PAYMENTS = """
            retrykit:
              instances:
                payments:
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "max-attempts: 0 | max-attempts must be a whole number from 1 to 2147483647, or 'unlimited', but was '0'",
                "max-attempts: -1 | max-attempts must be a whole number from 1 to 2147483647, or 'unlimited', but was '-1'",
                "max-attempts: 2147483648 | max-attempts must be a whole number from 1 to 2147483647, or 'unlimited', but was '2147483648'",
                "max-attempts: many | max-attempts must be a whole number from 1 to 2147483647, or 'unlimited', but was 'many'",
                "max-attempts: unlimited | max-attempts must be a number where total-timeout is not set, but was 'unlimited'",
                "total-timeout: 0 | total-timeout must be longer than zero, but was '0'",
                "total-timeout: -1s | total-timeout must be longer than zero, but was '-1s'",
                "total-timeout: soon | total-timeout must be a duration such as 200ms, 5s or 2m, but was 'soon'",
                "backoff.delay: -1ms | backoff.delay must not be negative, but was '-1ms'",
                "backoff.max-delay: -1ms | backoff.max-delay must not be negative, but was '-1ms'",
                "backoff.max-delay: 99ms | backoff.max-delay must not be shorter than the delay of PT0.1S (built-in), but was '99ms'",
                "backoff.multiplier: 0.5 | backoff.multiplier must be at least 1, but was '0.5'",
                "backoff.multiplier: 0 | backoff.multiplier must be a finite number above 0, but was '0'",
                "backoff.multiplier: .nan | backoff.multiplier must be a finite number above 0, but was 'NaN'",
                "backoff.multiplier: .inf | backoff.multiplier must be a finite number above 0, but was 'Infinity'",
                "backoff.multiplier: twice | backoff.multiplier must be a number, but was 'twice'",
                "backoff.jitter: 1.1 | backoff.jitter must be none, full, equal or a number from 0 to 1, but was '1.1'",
                "backoff.jitter: NaN | backoff.jitter must be none, full, equal or a number from 0 to 1, but was 'NaN'",
                "backoff.jitter: fool | backoff.jitter must be none, full, equal or a number from 0 to 1, but was 'fool'",
                "backoff.increment: 1s | backoff.increment must not be set where backoff.strategy is 'exponential' (built-in), but was '1s'",
                "backoff.first-retry-immediate: maybe | backoff.first-retry-immediate must be true or false, but was 'maybe'",
                "retry-on: java.io.IOExeption | retry-on must name a class that is on the class path, but was 'java.io.IOExeption'",
                "retry-on: java.lang.String | retry-on must name types of failures, subclasses of Throwable, but was 'java.lang.String'",
                "retry-on: java.lang.OutOfMemoryError | retry-on must not name a VirtualMachineError, which is never retried, but was 'java.lang.OutOfMemoryError'",
                "ignore: java.lang.String | ignore must name types of failures, subclasses of Throwable, but was 'java.lang.String'",
                "retry-on-status: 600 | retry-on-status must consist of codes such as 503, classes such as 5xx and names such as UNAVAILABLE, but was '600'",
                "match-causes: 2 | match-causes must be true or false, but was '2'",
                "budget: paymets | budget must be own, none or the name of a budget under 'retrykit.budgets', but was 'paymets'",
                "budget: My Budget | budget must be own, none or the name of a budget, in lower-case letters, digits and single dashes, but was 'My Budget'",
            })
    void refusesWhatIsOutOfBounds(String line, String message) {
        String failure = Application.of(PAYMENTS + "      " + line + "\n").failure();
        int column = 8 + line.indexOf(' ');
        assertThat(failure)
                .startsWith("retrykit.instances.payments." + message + "\n\n    Origin: application.yml - 4:" + column
                        + "\n\n=> ");
    }

    @Test
    void asksWhichStrategyWasMeant() {
        assertThat(Application.of(PAYMENTS + "      backoff.strategy: exponental\n")
                        .failure())
                .isEqualTo("""
                retrykit.instances.payments.backoff.strategy must be one of none, fixed, linear, exponential, fibonacci, decorrelated, grpc, azure, but was 'exponental'

                    Origin: application.yml - 4:25

                => Did you mean 'exponential'?
                """);
    }

    @Test
    void refusesAnAttributeThatIsOutOfBounds() {
        assertThat(Application.of(PAYMENTS).beans(Hasty.class).failure()).isEqualTo("""
                maxAttempts of @Retryable on ValueTests.Hasty.pay must be a whole number from 1 to 2147483647, or 'unlimited', but was 'none'

                => Correct the value.
                """);
    }

    @Test
    void refusesAnAttributeThatIsNoDuration() {
        assertThat(Application.of(PAYMENTS).beans(Slow.class).failure()).isEqualTo("""
                delay of @Retryable on ValueTests.Slow.pay must be a duration such as 200ms, 5s or 2m, but was 'a while'

                => Correct the value.
                """);
    }

    @Test
    void refusesAGapInAList() {
        assertThat(Application.of(PAYMENTS)
                        .systemProperty("retrykit.instances.payments.retry-on[0]", "java.io.IOException")
                        .systemProperty("retrykit.instances.payments.retry-on[2]", "java.lang.RuntimeException")
                        .failure())
                .isEqualTo("""
                retrykit.instances.payments.retry-on[2] must follow on the element before it, but was 'java.lang.RuntimeException'

                    Origin: "retrykit.instances.payments.retry-on[2]" from property source "systemProperties"

                => Number the elements from 0, without a gap.
                """);
    }

    @Test
    void refusesWhatOverridesWouldHide() {
        assertThat(Application.of("""
                retrykit:
                  defaults:
                    max-attempts: 0
                  instances:
                    payments:
                      max-attempts: 4
                """).failure()).isEqualTo("""
                retrykit.defaults.max-attempts must be a whole number from 1 to 2147483647, or 'unlimited', but was '0'

                    Origin: application.yml - 3:19

                => Correct the value.
                """);
    }

    @Test
    void refusesASwitchThatIsNeitherOnNorOff() {
        assertThat(Application.of("retrykit.enabled: \"on\"\n").failure()).isEqualTo("""
                retrykit.enabled must be true or false, but was 'on'

                    Origin: application.yml - 1:19

                => Correct the value.
                """);
    }

    @Test
    void saturatesAHugeDuration() {
        Application.of(PAYMENTS + "      total-timeout: 9223372036854775807s\n"
                        + "      backoff.delay: 9223372036854775807s\n")
                .run(context -> {
                    RetryPolicy policy =
                            context.getBean(RetryRegistry.class).get("payments").policy();
                    assertThat(policy.totalTimeout()).contains(Duration.ofSeconds(Long.MAX_VALUE));
                    assertThat(policy.backoff().nominalBefore(1)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
                });
    }

    @Test
    void resolvesPlaceholders() {
        Application.of(PAYMENTS + "      max-attempts: ${attempts:7}\n")
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("payments")
                                .policy()
                                .maxAttempts())
                        .hasValue(7));
    }

    @Test
    void allowsUnlimitedAttemptsWithinATotalTimeout() {
        Application.of(PAYMENTS + "      max-attempts: unlimited\n      total-timeout: 1m\n")
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("payments")
                                .policy()
                                .maxAttempts())
                        .isEmpty());
    }
}
