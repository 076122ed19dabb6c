package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.EffectiveValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

class CustomizerTests {

    private static final String PAYMENTS = """
            retrykit:
              instances:
                payments:
                  max-attempts: 5
                  total-timeout: 10s
                refunds:
            """;

    static class InOrder {

        @Bean
        @Order(2)
        RetryPolicyCustomizer second() {
            return (name, policy) -> policy.maxAttempts(2).backoff(Backoff.none());
        }

        @Bean
        @Order(1)
        RetryPolicyCustomizer first() {
            return RetryPolicyCustomizer.of(
                    "payments", policy -> policy.maxAttempts(7).totalTimeout(Duration.ofSeconds(1)));
        }

        @Bean
        RetrierCustomizer withoutBudget() {
            return (name, retrier) -> retrier.budget(RetryBudget.unlimited());
        }
    }

    static class Absurd {

        @Bean
        RetryPolicyCustomizer absurd() {
            return (name, policy) -> policy.maxAttempts(0);
        }
    }

    @Test
    void haveTheLastWordAndBearTheirNames() {
        Application.of(PAYMENTS).beans(InOrder.class).run(context -> {
            RetryPolicy policy =
                    context.getBean(RetryRegistry.class).get("payments").policy();
            assertThat(policy.maxAttempts()).hasValue(2);
            assertThat(policy.totalTimeout()).contains(Duration.ofSeconds(1));
            List<EffectiveValue> values =
                    context.getBean(EffectivePolicies.class).of("payments");
            assertThat(values.subList(0, 10))
                    .extracting(EffectiveValue::toString)
                    .containsExactly(
                            "EffectiveValue[property=enabled, value=true, origin=built-in]",
                            "EffectiveValue[property=max-attempts, value=2, origin=RetryPolicyCustomizer 'second']",
                            "EffectiveValue[property=total-timeout, value=PT1S, origin=RetryPolicyCustomizer 'first']",
                            "EffectiveValue[property=attempt-timeout, value=null, origin=built-in]",
                            "EffectiveValue[property=attempt-timeout-multiplier, value=null, origin=built-in]",
                            "EffectiveValue[property=attempt-timeout-max, value=null, origin=built-in]",
                            "EffectiveValue[property=interrupt-attempts, value=true, origin=built-in]",
                            "EffectiveValue[property=backoff, value=none, origin=RetryPolicyCustomizer 'second']",
                            "EffectiveValue[property=backoff.first-retry-immediate, value=false, origin=built-in]",
                            "EffectiveValue[property=retry-on, value=[java.lang.Exception], origin=built-in]");
        });
    }

    @Test
    void leaveOtherInstancesAlone() {
        Application.of(PAYMENTS)
                .beans(InOrder.class)
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("refunds")
                                .policy()
                                .totalTimeout())
                        .isEmpty());
    }

    @Test
    void changeTheRetrierToo() {
        Application.of(PAYMENTS)
                .beans(InOrder.class)
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("payments")
                                .budget())
                        .isSameAs(RetryBudget.unlimited()));
    }

    @Test
    void mustLeaveALegalPolicy() {
        assertThat(Application.of("retrykit.instances.payments:\n")
                        .beans(Absurd.class)
                        .failure())
                .isEqualTo("""
                RetryPolicyCustomizer 'absurd' makes a policy for 'payments' that cannot be: maxAttempts must be at least 1, but was 0

                => Correct the customizer.
                """);
    }

    static class OfOneRetrier {

        @Bean
        RetrierCustomizer withoutBudget() {
            return RetrierCustomizer.of("refunds", retrier -> retrier.budget(RetryBudget.unlimited()));
        }
    }

    @Test
    void changeTheRetrierOfOneName() {
        Application.of(PAYMENTS).beans(OfOneRetrier.class).run(context -> {
            RetryRegistry registry = context.getBean(RetryRegistry.class);
            assertThat(registry.get("refunds").budget()).isSameAs(RetryBudget.unlimited());
            assertThat(registry.get("payments").budget()).isNotSameAs(RetryBudget.unlimited());
        });
    }

    @Test
    void areForANameThatAnInstanceCanBear() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicyCustomizer.of("orderService", policy -> {}))
                .withMessage("name must consist of lower-case letters, digits and single dashes (write"
                        + " 'order-service'), but was 'orderService'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetrierCustomizer.of("", retrier -> {}))
                .withMessage("name must consist of lower-case letters, digits and single dashes, but was ''");
    }
}
