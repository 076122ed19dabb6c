package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.retrykit.NoSuchRetryException;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.EffectiveValue;
import dev.retrykit.endpoint.InvalidOverrideException;
import dev.retrykit.endpoint.PolicyOverrides;
import dev.retrykit.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Bean;

class RunTimeOverrideTests {

    private static final String YAML = """
            retrykit:
              instances:
                payments:
                  max-attempts: 4
                  budget: none
                  backoff.max-delay: 2s
                refunds:
                  extends: payments
            """;

    static class Timeless {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }
    }

    static class OwnRegistry {

        @Bean
        RetryRegistry ownRegistry() {
            RetryRegistry registry = RetryRegistry.create();
            registry.register("by-hand", RetryPolicy.defaults());
            return registry;
        }
    }

    @Test
    void liesAboveTheInstanceAndLeavesThoseThatExtendItAlone() {
        run(context -> {
            overrides(context).override("payments", Map.of("max-attempts", "2", "backoff.delay", "1s"));

            assertThat(retrier(context, "payments").policy().maxAttempts()).hasValue(2);
            assertThat(retrier(context, "refunds").policy().maxAttempts()).hasValue(4);
            assertThat(origin(context, "max-attempts"))
                    .isEqualTo("run-time override (this process only), above retrykit.instances.payments.max-attempts"
                            + " (application.yml - 4:21)");
            assertThat(origin(context, "backoff.delay"))
                    .isEqualTo("run-time override (this process only), above built-in");
            assertThat(origin(context, "backoff.max-delay"))
                    .isEqualTo("retrykit.instances.payments.backoff.max-delay (application.yml - 6:26)");
        });
    }

    @Test
    void addsToWhatIsOverriddenAlreadyUntilItIsReset() {
        run(context -> {
            overrides(context).override("payments", Map.of("max-attempts", "2"));
            overrides(context).override("payments", Map.of("maxAttempts", "3", "total-timeout", "5s"));

            assertThat(retrier(context, "payments").policy().maxAttempts()).hasValue(3);
            assertThat(retrier(context, "payments").policy().totalTimeout()).isPresent();

            overrides(context).reset("payments");

            assertThat(retrier(context, "payments").policy().maxAttempts()).hasValue(4);
            assertThat(retrier(context, "payments").policy().totalTimeout()).isEmpty();
            assertThat(origin(context, "max-attempts"))
                    .isEqualTo("retrykit.instances.payments.max-attempts (application.yml - 4:21)");
        });
    }

    @Test
    void keepsCountsBudgetAndCallsInFlight() {
        run(context -> {
            Retrier payments = retrier(context, "payments");
            List<Integer> attempts = new ArrayList<>();
            assertThatIllegalStateException()
                    .isThrownBy(() -> payments.callWithAttempt(attempt -> {
                        attempts.add(attempt.number());
                        overrides(context).override("payments", Map.of("max-attempts", "1"));
                        throw new IllegalStateException("sold out");
                    }));

            assertThat(attempts).containsExactly(1, 2, 3, 4);
            assertThat(retrier(context, "payments")).isSameAs(payments);
            assertThat(payments.statistics().retries()).isEqualTo(3);
            assertThat(payments.policy().maxAttempts()).hasValue(1);
        });
    }

    @Test
    void switchesAnInstanceOffAndOnAndShowsIt() {
        run(context -> {
            overrides(context).switchOff("payments");
            assertThat(retrier(context, "payments").isOn()).isFalse();
            assertThat(value(context, "enabled").value()).isEqualTo(false);
            assertThat(origin(context, "enabled")).isEqualTo("run-time override (this process only), above built-in");

            overrides(context).switchOn("payments");
            assertThat(retrier(context, "payments").isOn()).isTrue();
        });
    }

    @Test
    void aResetLeavesAnInstanceAsItsPropertiesSay() {
        Application.of(YAML + "      enabled: false\n").run(context -> {
            overrides(context).switchOn("refunds");
            assertThat(retrier(context, "refunds").isOn()).isTrue();
            overrides(context).reset("refunds");
            assertThat(retrier(context, "refunds").isOn()).isFalse();
        });
    }

    @Test
    void refusesAValueAsAPropertyWouldBeAndChangesNothing() {
        refuses(
                Map.of("max-attempts", "0", "backoff.delay", "10s"),
                "retrykit.instances.payments.max-attempts must be a whole number from 1 to 2147483647, or 'unlimited',"
                        + " but was '0' [run-time override (this process only)];"
                        + " retrykit.instances.payments.backoff.max-delay must not be shorter than the delay of PT10S"
                        + " (retrykit.instances.payments.backoff.delay (run-time override (this process only))), but was"
                        + " '2s' [application.yml - 6:26]",
                "backoff.delay",
                "max-attempts");
    }

    @Test
    void refusesWhatCannotBeConverted() {
        refuses(
                Map.of("total-timeout", "soon"),
                "retrykit.instances.payments.total-timeout must be a duration such as 200ms, 5s or 2m, but was 'soon'"
                        + " [run-time override (this process only)]",
                "total-timeout");
    }

    @Test
    void refusesAnUnknownKey() {
        refuses(
                Map.of("max-attempt", "3"),
                "retrykit.instances.payments.max-attempt is no property of Retrykit (its value is '3'); did you mean"
                        + " 'retrykit.instances.payments.max-attempts'? [run-time override (this process only)]",
                "max-attempt");
    }

    @Test
    void refusesWhatARetrierIsMadeOf() {
        refuses(
                Map.of("budget", "none"),
                "retrykit.instances.payments.budget must not be overridden at run time, but was 'none'"
                        + " [run-time override (this process only)]",
                "budget");
    }

    @Test
    void refusesNumberedElements() {
        refuses(
                Map.of("retry-on-status[0]", "503"),
                "retrykit.instances.payments.retry-on-status[0] must not be numbered in an override, but was '503'"
                        + " [run-time override (this process only)]",
                "retry-on-status[0]");
    }

    @Test
    void takesListsAsOneText() {
        run(context -> {
            overrides(context).override("payments", Map.of("retry-on-status", "503,429"));
            assertThat(value(context, "retry-on-status").value()).isEqualTo(List.of("503", "429"));
        });
    }

    @Test
    void resolvesNoPlaceholders() {
        refuses(
                Map.of("max-attempts", "${user.name}"),
                "retrykit.instances.payments.max-attempts must be a whole number from 1 to 2147483647, or 'unlimited',"
                        + " but was '${user.name}' [run-time override (this process only)]",
                "max-attempts");
    }

    @Test
    void refusesNothing() {
        refuses(Map.of(), "values must not be empty");
    }

    @Test
    void doesNotSwitchOnWhatIsOffAsAWhole() {
        Application.of("retrykit.enabled: false\n" + YAML)
                .run(context -> assertThatExceptionOfType(InvalidOverrideException.class)
                        .isThrownBy(() -> overrides(context).switchOn("payments"))
                        .withMessage("'payments' must not be switched on where retrykit.enabled is false"));
    }

    @Test
    void leavesRetriersOfTheApplicationAlone() {
        Application.of(YAML)
                .beans(OwnRegistry.class)
                .run(context -> assertThatExceptionOfType(InvalidOverrideException.class)
                        .isThrownBy(() -> overrides(context).switchOff("by-hand"))
                        .withMessage("'by-hand' must be made from configuration, but the application has registered it"
                                + " itself"));
    }

    @Test
    void knowsNoOtherInstances() {
        run(context -> assertThatExceptionOfType(NoSuchRetryException.class)
                .isThrownBy(() -> overrides(context).reset("payment")));
    }

    private static void refuses(Map<String, String> values, String message, String... fields) {
        run(context -> {
            RetryPolicy before = retrier(context, "payments").policy();
            List<EffectiveValue> valuesBefore =
                    context.getBean(EffectivePolicies.class).of("payments");

            InvalidOverrideException refusal = catchThrowableOfType(
                    InvalidOverrideException.class, () -> overrides(context).override("payments", values));

            assertThat(refusal).hasMessage(message);
            assertThat(refusal.fields()).containsExactly(fields);
            assertThat(retrier(context, "payments").policy()).isSameAs(before);
            assertThat(context.getBean(EffectivePolicies.class).of("payments")).isEqualTo(valuesBefore);
        });
    }

    private static void run(ContextConsumer<AssertableApplicationContext> test) {
        Application.of(YAML).beans(Timeless.class).run(test);
    }

    private static PolicyOverrides overrides(AssertableApplicationContext context) {
        return context.getBean(PolicyOverrides.class);
    }

    private static Retrier retrier(AssertableApplicationContext context, String name) {
        return context.getBean(RetryRegistry.class).get(name);
    }

    private static String origin(AssertableApplicationContext context, String property) {
        return value(context, property).origin();
    }

    private static EffectiveValue value(AssertableApplicationContext context, String property) {
        return context.getBean(EffectivePolicies.class).of("payments").stream()
                .filter(value -> value.property().equals(property))
                .findFirst()
                .orElseThrow();
    }
}
