package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.PolicyOverrides;
import dev.retrykit.testing.VirtualTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class ChangedConfigurationTests {

    private static final String ATTEMPTS = "retrykit.instances.payments.max-attempts";
    private static final String DELAY = "retrykit.instances.payments.backoff.delay";

    private final Map<String, Object> written = new LinkedHashMap<>(Map.of(
            ATTEMPTS,
            "4",
            "retrykit.instances.payments.budget",
            "backend",
            "retrykit.instances.orders.budget",
            "none",
            "retrykit.budgets.backend.capacity",
            "100"));

    private interface Change {

        void run(ConfigurableApplicationContext context, Retrier payments);
    }

    static class Timeless {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }
    }

    static class Customizing {

        final List<String> order = new ArrayList<>();
        boolean broken;

        @Bean
        @Order(2)
        RetryPolicyCustomizer second() {
            return RetryPolicyCustomizer.of("payments", policy -> {
                if (broken) {
                    throw new IllegalStateException("no idea");
                }
                order.add("second");
                policy.maxAttempts(policy.build().maxAttempts().orElseThrow() * 2);
            });
        }

        @Bean
        @Order(1)
        RetryPolicyCustomizer first() {
            return RetryPolicyCustomizer.of("payments", policy -> {
                order.add("first");
                policy.maxAttempts(policy.build().maxAttempts().orElseThrow() + 1);
            });
        }

        @Bean
        RetrierCustomizer once() {
            return (name, retrier) -> order.add("retrier of " + name);
        }
    }

    static class NoRefunds {

        @Bean
        RetrierCustomizer noRefunds() {
            return RetrierCustomizer.of("refunds", retrier -> {
                throw new IllegalStateException("no refunds");
            });
        }
    }

    static class LateShop {

        @Bean
        @Lazy
        Object shop() {
            return new Shop();
        }
    }

    @Test
    void newCallsFollowNewValuesWhileCountsBudgetsAndCallsInFlightStay(CapturedOutput output) {
        run((context, payments) -> {
            RetryBudget budget = payments.budget();
            List<Integer> attempts = new ArrayList<>();
            assertThatIllegalStateException()
                    .isThrownBy(() -> payments.callWithAttempt(attempt -> {
                        if (attempt.number() == 1) {
                            change(context, Map.of(ATTEMPTS, "2"));
                        }
                        attempts.add(attempt.number());
                        throw new IllegalStateException("sold out");
                    }));
            assertThat(attempts).containsExactly(1, 2, 3, 4);
            assertThat(payments.policy().maxAttempts()).hasValue(2);
            assertThat(context.getBean(RetryRegistry.class).get("payments")).isSameAs(payments);
            assertThat(payments.statistics().retries()).isEqualTo(3);
            assertThat(payments.budget()).isSameAs(budget);
            assertThat(budget.available()).isLessThan(budget.capacity());
            assertThat(output).contains("'retrykit.*' has been read again: new calls follow " + ATTEMPTS);
        });
    }

    @Test
    void whatIsInvalidIsReportedAndChangesNothing(CapturedOutput output) {
        run((context, payments) -> {
            RetryPolicy before = payments.policy();

            change(context, Map.of(ATTEMPTS, "0", DELAY, "5s"));

            assertThat(payments.policy()).isSameAs(before);
            assertThat(output).contains("""
                    'retrykit.*' has changed, but is invalid: everything stays as it was

                    Description:

                    retrykit.instances.payments.max-attempts must be a whole number from 1 to 2147483647, or 'unlimited', but was '0'

                        Origin: "retrykit.instances.payments.max-attempts" from property source "changing"

                    Action:

                    Correct the value.
                    """);
        });
    }

    @Test
    void aCustomizerThatThrowsChangesNothing(CapturedOutput output) {
        run(
                (context, payments) -> {
                    RetryPolicy before = payments.policy();
                    context.getBean(Customizing.class).broken = true;

                    change(context, Map.of(ATTEMPTS, "2"));

                    assertThat(payments.policy()).isSameAs(before);
                    assertThat(output)
                            .contains(
                                    "'retrykit.*' has changed, but could not be read again: everything stays as it was")
                            .contains("no idea");
                },
                Customizing.class);
    }

    @Test
    void anEventOfOthersIsIgnored(CapturedOutput output) {
        run((context, payments) -> {
            RetryPolicy before = payments.policy();
            written.put(ATTEMPTS, "2");

            context.publishEvent(new EnvironmentChangeEvent(context, Set.of("spring.application.name", "retrykits.a")));

            assertThat(payments.policy()).isSameAs(before);
            assertThat(output).doesNotContain("read again");
        });
    }

    @Test
    void policyCustomizersComeLastAgainInTheirOrderAndRetrierCustomizersDoNot() {
        run(
                (context, payments) -> {
                    Customizing customizing = context.getBean(Customizing.class);
                    assertThat(payments.policy().maxAttempts()).hasValue(10);
                    customizing.order.clear();

                    change(context, Map.of(ATTEMPTS, "2"));

                    assertThat(payments.policy().maxAttempts()).hasValue(6);
                    assertThat(customizing.order).containsExactly("first", "second");
                },
                Customizing.class);
    }

    @Test
    void overridesSurvive() {
        run((context, payments) -> {
            PolicyOverrides overrides = context.getBean(PolicyOverrides.class);
            overrides.override("payments", Map.of("max-attempts", "7"));

            change(context, Map.of(ATTEMPTS, "2", DELAY, "5s"));

            assertThat(payments.policy().maxAttempts()).hasValue(7);
            assertThat(payments.policy().backoff()).hasToString(backoffOf("5s"));
            overrides.reset("payments");
            assertThat(payments.policy().maxAttempts()).hasValue(2);
        });
    }

    @Test
    void aPropertyThatDoesNotGoWithAnOverrideChangesNothing(CapturedOutput output) {
        run((context, payments) -> {
            context.getBean(PolicyOverrides.class).override("payments", Map.of("backoff.delay", "5s"));

            change(context, Map.of("retrykit.instances.payments.backoff.max-delay", "1s"));

            assertThat(output)
                    .contains("must not be shorter than the delay of PT5S (retrykit.instances.payments.backoff.delay"
                            + " (run-time override (this process only))), but was '1s'");
        });
    }

    @Test
    void switchesInstancesOffAndOn() {
        run((context, payments) -> {
            change(context, Map.of("retrykit.instances.payments.enabled", "false"));
            assertThat(payments.isOn()).isFalse();
            change(context, Map.of("retrykit.instances.payments.enabled", "true"));
            assertThat(payments.isOn()).isTrue();
            change(context, Map.of("retrykit.enabled", "false"));
            assertThat(payments.isOn()).isFalse();
        });
    }

    @Test
    void saysWhatTakesEffectWithTheNextStartOnly(CapturedOutput output) {
        run((context, payments) -> {
            change(
                    context,
                    Map.of(
                            "retrykit.aop.order", "5",
                            "retrykit.budgets.backend.capacity", "50",
                            "retrykit.instances.orders.budget", "own"));

            assertThat(output)
                    .contains("Changes of retrykit.aop.order, retrykit.budgets.backend,"
                            + " retrykit.instances.orders.budget take effect with the next start only");
            assertThat(payments.budget().capacity()).isEqualTo(100);
            assertThat(context.getBean(EffectivePolicies.class).of("orders"))
                    .filteredOn(value -> value.property().equals("budget"))
                    .singleElement()
                    .satisfies(value -> assertThat(value.value()).isEqualTo("none"));
        });
    }

    @Test
    void aNewInstanceIsThereAtOnceAndARemovedOneStays(CapturedOutput output) {
        run((context, payments) -> {
            written.remove("retrykit.instances.orders.budget");

            change(context, Map.of("retrykit.instances.refunds.max-attempts", "5"));

            RetryRegistry registry = context.getBean(RetryRegistry.class);
            assertThat(registry.get("refunds").policy().maxAttempts()).hasValue(5);
            assertThat(registry.contains("orders")).isTrue();
            assertThat(output).contains("Changes of retrykit.instances.orders take effect with the next start only");
        });
    }

    @Test
    void aRemovedInstanceIsOverriddenAndResetAsEver() {
        run((context, payments) -> {
            PolicyOverrides overrides = context.getBean(PolicyOverrides.class);
            overrides.override("payments", Map.of("max-attempts", "9"));
            written.keySet().removeIf(key -> key.startsWith("retrykit.instances.payments"));
            written.keySet().removeIf(key -> key.startsWith("retrykit.budgets"));
            change(context, Map.of("retrykit.defaults.nested", "once"));
            assertThat(payments.policy().maxAttempts()).hasValue(9);

            overrides.reset("payments");
            assertThat(payments.policy().maxAttempts()).hasValue(4);
            overrides.override("payments", Map.of("max-attempts", "7"));
            assertThat(payments.policy().maxAttempts()).hasValue(7);

            change(context, Map.of(ATTEMPTS, "5", "retrykit.instances.payments.backoff.delay", "1s"));
            assertThat(payments.policy().maxAttempts()).hasValue(7);
            overrides.reset("payments");
            assertThat(payments.policy().maxAttempts()).hasValue(5);
        });
    }

    @Test
    void aNewInstanceThatCannotBeMadeChangesNothing(CapturedOutput output) {
        run(
                (context, payments) -> {
                    RetryPolicy before = payments.policy();

                    change(context, Map.of(ATTEMPTS, "2", "retrykit.instances.refunds.max-attempts", "5"));

                    assertThat(payments.policy()).isSameAs(before);
                    assertThat(context.getBean(RetryRegistry.class).contains("refunds"))
                            .isFalse();
                    assertThat(context.getBean(EffectivePolicies.class).of("payments"))
                            .filteredOn(value -> value.property().equals("max-attempts"))
                            .singleElement()
                            .satisfies(value -> assertThat(value.value()).isEqualTo(4));
                    assertThat(output)
                            .contains(
                                    "'retrykit.*' has changed, but could not be read again: everything stays as it was")
                            .contains("no refunds");
                },
                NoRefunds.class);
    }

    @Test
    void testModeStaysAsItIsUntilTheNextStart(CapturedOutput output) {
        written.put("retrykit.test-mode", "true");
        run((context, payments) -> {
            assertThat(payments.policy().backoff()).hasToString("none");

            change(context, Map.of("retrykit.test-mode", "false", ATTEMPTS, "2"));

            assertThat(payments.policy().maxAttempts()).hasValue(2);
            assertThat(payments.policy().backoff()).hasToString("none");
            assertThat(output)
                    .contains("'retrykit.*' has been read again: new calls follow " + ATTEMPTS + System.lineSeparator())
                    .contains("Changes of retrykit.test-mode take effect with the next start only"
                            + System.lineSeparator());
        });
    }

    @Test
    void doesNotSayThatCallsFollowWhatTakesEffectLater(CapturedOutput output) {
        run((context, payments) -> {
            change(context, Map.of("retrykit.aop.order", "5"));

            assertThat(output)
                    .doesNotContain("new calls follow")
                    .contains("Changes of retrykit.aop.order take effect with the next start only");
        });
    }

    @Test
    void knowsItsVariablesFromThoseOfAPlatform(CapturedOutput output) {
        run((context, payments) -> {
            context.publishEvent(new EnvironmentChangeEvent(context, Set.of("RETRYKIT_SAMPLE_SERVICE_HOST")));
            assertThat(output).doesNotContain("read again").doesNotContain("next start");

            written.put(ATTEMPTS, "2");
            context.publishEvent(
                    new EnvironmentChangeEvent(context, Set.of("RETRYKIT_INSTANCES_PAYMENTS_MAXATTEMPTS")));
            assertThat(payments.policy().maxAttempts()).hasValue(2);
        });
    }

    @Test
    void aBeanThatIsMadeLaterJoinsWhatIsInForce(CapturedOutput output) {
        run(
                (context, payments) -> {
                    change(context, Map.of(ATTEMPTS, "0"));

                    Shop shop = (Shop) context.getBean("shop");

                    assertThatIllegalStateException().isThrownBy(shop::order);
                    assertThat(shop.calls()).isEqualTo(3);
                    assertThat(payments.policy().maxAttempts()).hasValue(4);
                },
                LateShop.class,
                RetryAopAutoConfiguration.class);
    }

    @Test
    void withoutSpringCloudNothingIsReadAgain() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(RetryAutoConfiguration.class, RetryCloudAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(RetryRegistry.class)
                        .doesNotHaveBean("retrykitConfigurationChanges"));
    }

    private static String backoffOf(String delay) {
        String[] text = new String[1];
        Application.of(DELAY + ": " + delay + "\n")
                .run(context -> text[0] = context.getBean(RetryRegistry.class)
                        .get("payments")
                        .policy()
                        .backoff()
                        .toString());
        return text[0];
    }

    private void change(ConfigurableApplicationContext context, Map<String, String> values) {
        written.putAll(values);
        context.publishEvent(new EnvironmentChangeEvent(context, values.keySet()));
    }

    private void run(Change test, Class<?>... configurations) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(RetryAutoConfiguration.class, RetryCloudAutoConfiguration.class))
                .withUserConfiguration(Timeless.class)
                .withUserConfiguration(configurations)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("changing", written)))
                .run(context -> test.run(
                        context.getSourceApplicationContext(),
                        context.getBean(RetryRegistry.class).get("payments")));
    }
}
