package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | exponential 100ms x 2 up to 10s, full jitter",
                "{strategy: none} | none",
                "{strategy: fixed} | fixed 100ms, full jitter",
                "{strategy: fixed, max-delay: 110ms, jitter: 0.2} | fixed 100ms up to 110ms, proportional jitter 0.2",
                "{strategy: linear} | linear 100ms + 100ms up to 10s, full jitter",
                "{strategy: linear, delay: 2s} | linear 2s + 2s up to 10s, full jitter",
                "{strategy: linear, delay: 2s, increment: 1s, jitter: equal} | linear 2s + 1s up to 10s, equal jitter",
                "{strategy: exponential, delay: 20s} | exponential 20s x 2 up to 20s, full jitter",
                "{strategy: exponential, multiplier: 1.5, jitter: none} | exponential 100ms x 1.5 up to 10s, no jitter",
                "{strategy: fibonacci, delay: 50} | fibonacci 50ms up to 10s, full jitter",
                "{strategy: decorrelated} | decorrelated 100ms up to 10s",
                "{strategy: grpc, delay: 100s, multiplier: 0.5, max-delay: 1s} | grpc 100s x 0.5 up to 1s",
                "{strategy: azure, delay: 10s, increment: 10s, max-delay: 100s} | azure 10s + 10s up to 100s",
            })
    void makesTheFormula(String backoff, String made) {
        assertThat(backoffOf("""
                retrykit:
                  instances:
                    payments:
                      max-attempts: 3
                      backoff: %s
                """.formatted(backoff))).isEqualTo(made);
    }

    @Test
    void aLevelThatNamesAStrategyStartsFromItsOwnParameters() {
        assertThat(backoffOf("""
                retrykit:
                  defaults:
                    backoff: {strategy: exponential, delay: 3s, multiplier: 4, max-delay: 5s, jitter: none}
                  instances:
                    base:
                      backoff: {strategy: linear, delay: 1s, increment: 2s}
                    payments:
                      extends: base
                      backoff: {delay: 4s}
                """)).isEqualTo("linear 4s + 2s up to 10s, full jitter");
    }

    @Test
    void aLevelThatNamesTheSameStrategyStartsOverToo() {
        assertThat(backoffOf("""
                retrykit:
                  defaults:
                    backoff: {delay: 3s, jitter: none}
                  instances:
                    payments:
                      backoff: {strategy: exponential}
                """)).isEqualTo("exponential 100ms x 2 up to 10s, full jitter");
    }

    @Test
    void refusesAParameterOfAnotherStrategyAtThatLevelOrAbove() {
        assertThat(Application.of("""
                retrykit:
                  defaults:
                    backoff: {strategy: fixed}
                  instances:
                    payments:
                      backoff: {multiplier: 3}
                """).failure()).isEqualTo("""
                retrykit.instances.payments.backoff.multiplier must not be set where backoff.strategy is 'fixed' (retrykit.defaults.backoff.strategy (application.yml - 3:25)), but was '3'

                    Origin: application.yml - 6:29

                => Remove it, or name a strategy that uses it.
                """);
    }

    @Test
    void wantsAllParametersOfGrpc() {
        assertThat(Application.of("""
                retrykit:
                  instances:
                    payments:
                      backoff: {strategy: grpc, delay: 1s, max-delay: 2s}
                """).failure()).isEqualTo("""
                backoff.multiplier of instance 'payments' must be set where backoff.strategy is 'grpc', but was not

                    Origin: application.yml - 4:27

                => Set backoff.delay, backoff.multiplier, backoff.max-delay.
                """);
    }

    @Test
    void comparesACapWithADelayOfAnotherLevel() {
        assertThat(Application.of("""
                retrykit:
                  defaults:
                    backoff: {max-delay: 5s}
                  instances:
                    payments:
                      backoff: {delay: 10s}
                """).failure()).isEqualTo("""
                retrykit.defaults.backoff.max-delay must not be shorter than the delay of PT10S (retrykit.instances.payments.backoff.delay (application.yml - 6:24)), but was '5s'

                    Origin: application.yml - 3:26

                => Correct the value.
                """);
    }

    private static String backoffOf(String yaml) {
        List<String> found = new ArrayList<>();
        Application.of(yaml)
                .run(context -> found.add(context.getBean(RetryRegistry.class)
                        .get("payments")
                        .policy()
                        .backoff()
                        .toString()));
        return found.get(0);
    }
}
