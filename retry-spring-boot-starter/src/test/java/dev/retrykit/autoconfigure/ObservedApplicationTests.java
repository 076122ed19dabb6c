package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.endpoint.PolicyValue;
import dev.retrykit.endpoint.RetryEndpoint;
import dev.retrykit.endpoint.RetryInstance;
import dev.retrykit.metrics.RetryMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ObservedApplicationTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Shop.class)
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=retry",
                    "retrykit.instances.payments.max-attempts=4",
                    "retrykit.instances.payments.backoff.delay=250ms",
                    "retrykit.instances.refunds.max-attempts=2");

    static class PaymentService {

        @Retryable("payments")
        void pay() {}

        @Retryable("refunds")
        void refund() {}
    }

    /** The auto-configurations of retriers, endpoint and meters, and none of Spring Boot's, which would need a server. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        RetryAutoConfiguration.class,
        RetryEndpointAutoConfiguration.class,
        RetryMetricsAutoConfiguration.class
    })
    static class Shop {

        @Bean
        PaymentService paymentService() {
            return new PaymentService();
        }

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void showsTheConfiguredPolicyInTheEndpoint() {
        application.run(context -> {
            RetryInstance payments =
                    Objects.requireNonNull(context.getBean(RetryEndpoint.class).instance("payments"));

            assertThat(payments.policy())
                    .containsEntry("backoff.multiplier", new PolicyValue(2.0, "built-in"))
                    .hasEntrySatisfying(
                            "max-attempts", value -> assertThat(value.value()).isEqualTo(4))
                    .hasEntrySatisfying("backoff.delay", value -> {
                        assertThat(value.value()).isEqualTo("PT0.25S");
                        assertThat(value.origin()).contains("retrykit.instances.payments.backoff.delay");
                    });
        });
    }

    @Test
    void measuresTheConfiguredInstance() {
        application.run(context -> {
            context.getBean(RetryMetrics.class).bindTo(context.getBean(MeterRegistry.class));
            context.getBean(RetryRegistry.class).get("payments").call(() -> "paid");

            assertThat(context.getBean(MeterRegistry.class)
                            .get("retry.attempts")
                            .tags("name", "payments", "outcome", "success")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void measuresASharedBudgetOnceUnderItsName() {
        application
                .withPropertyValues(
                        "retrykit.budgets.bank.type=quota",
                        "retrykit.budgets.bank.capacity=70",
                        "retrykit.instances.payments.budget=bank",
                        "retrykit.instances.refunds.budget=bank")
                .run(context -> {
                    context.getBean(RetryMetrics.class).bindTo(context.getBean(MeterRegistry.class));

                    assertThat(context.getBean(MeterRegistry.class)
                                    .find("retry.budget.capacity")
                                    .gauges())
                            .singleElement()
                            .satisfies(gauge -> {
                                assertThat(gauge.getId().getTag("budget")).isEqualTo("bank");
                                assertThat(gauge.value()).isEqualTo(70);
                            });
                });
    }
}
