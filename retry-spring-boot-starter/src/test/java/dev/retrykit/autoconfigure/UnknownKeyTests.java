package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnknownKeyTests {

    @Test
    void namesTheKeyThatWasMeant() {
        String failure = Application.of("""
                retrykit:
                  instances:
                    payments:
                      max-attemps: 4
                """).failure();
        assertThat(failure).isEqualTo("""
                retrykit.instances.payments.max-attemps is no property of Retrykit (its value is '4'); did you mean 'retrykit.instances.payments.max-attempts'?

                    Origin: application.yml - 4:20

                => Correct or remove the property.
                """);
    }

    @Test
    void listsTheKnownKeysWhereNoneIsNear() {
        String failure = Application.of("""
                retrykit:
                  defaults:
                    circuit-breaker: true
                """).failure();
        assertThat(failure).isEqualTo("""
                retrykit.defaults.circuit-breaker is no property of Retrykit (its value is 'true')

                    Origin: application.yml - 3:22

                => Known below 'retrykit.defaults.' are enabled, max-attempts, total-timeout, attempt-timeout, attempt-timeout-multiplier, attempt-timeout-max, interrupt-attempts, backoff.strategy, backoff.delay, backoff.increment, backoff.multiplier, backoff.max-delay, backoff.jitter, backoff.first-retry-immediate, retry-on, retry-on-status, ignore, retry-when, match-causes, retry-on-null-result, on-unacceptable-result, retry-after-first-element, server-delay.max, nested, hedging.delay, grpc-method, budget.
                """);
    }

    @Test
    void knowsTheParts() {
        String failure = Application.of("""
                retrykit:
                  instance:
                    payments:
                      max-attempts: 4
                """).failure();
        assertThat(failure).isEqualTo("""
                retrykit.instance.payments.max-attempts is no property of Retrykit (its value is '4'); did you mean 'retrykit.instances'?

                    Origin: application.yml - 4:21

                => Correct or remove the property.
                """);
    }

    @Test
    void checksSystemPropertiesToo() {
        String failure = Application.of("")
                .systemProperty("retrykit.defaults.backoff.dealy", "1s")
                .failure();
        assertThat(failure).isEqualTo("""
                retrykit.defaults.backoff.dealy is no property of Retrykit (its value is '1s'); did you mean 'retrykit.defaults.backoff.delay'?

                    Origin: "retrykit.defaults.backoff.dealy" from property source "systemProperties"

                => Correct or remove the property.
                """);
    }

    @Test
    void defaultsExtendNothing() {
        String failure = Application.of("""
                retrykit:
                  defaults:
                    extends: payments
                """).failure();
        assertThat(failure)
                .startsWith("retrykit.defaults.extends is no property of Retrykit (its value is 'payments')\n");
    }

    @Test
    void tellsOfAllAtOnce() {
        String failure = Application.of("""
                retrykit:
                  enabeld: true
                  instances:
                    payments: 4
                """).failure();
        assertThat(failure).isEqualTo("""
                retrykit.enabeld is no property of Retrykit (its value is 'true'); did you mean 'retrykit.enabled'?

                    Origin: application.yml - 2:12

                retrykit.instances.payments must have keys below it, but was '4'

                    Origin: application.yml - 4:15

                => Correct or remove the property.
                Known are extends, abstract, enabled, max-attempts, total-timeout, attempt-timeout, attempt-timeout-multiplier, attempt-timeout-max, interrupt-attempts, backoff.strategy, backoff.delay, backoff.increment, backoff.multiplier, backoff.max-delay, backoff.jitter, backoff.first-retry-immediate, retry-on, retry-on-status, ignore, retry-when, match-causes, retry-on-null-result, on-unacceptable-result, retry-after-first-element, server-delay.max, nested, hedging.delay, grpc-method, budget.
                """);
    }

    @Test
    void refusesAnEmptyValue() {
        String failure = Application.of("""
                retrykit:
                  defaults:
                    max-attempts:
                """).failure();
        assertThat(failure).isEqualTo("""
                retrykit.defaults.max-attempts must not be empty

                    Origin: application.yml - 3:18

                => Write a value, or remove the key.
                """);
    }

    @Test
    void refusesTwoSpellingsOfOneKey() {
        assertThat(Application.of("""
                retrykit:
                  defaults:
                    max-attempts: 4
                    maxAttempts: 5
                """).failure()).isEqualTo("""
                retrykit.defaults.maxAttempts must not be written beside 'retrykit.defaults.max-attempts', which is the same key

                    Origin: application.yml - 4:18

                => Remove one of the two.
                """);
    }

    @Test
    void acceptsRelaxedSpellingsOfKeysAndNothingBelowAName() {
        Application.of("""
                retrykit:
                  defaults:
                  instances:
                    payments:
                      maxAttempts: 4
                    orders:
                """).run(context -> assertThat(context).hasNotFailed());
    }
}
