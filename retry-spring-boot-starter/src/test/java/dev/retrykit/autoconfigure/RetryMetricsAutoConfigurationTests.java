package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.metrics.BudgetNames;
import dev.retrykit.metrics.RetryMetrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RetryMetricsAutoConfigurationTests {

    private final ApplicationContextRunner withoutRetries = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RetryMetricsAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class));
    private final ApplicationContextRunner application =
            withoutRetries.withBean(RetryRegistry.class, RetryRegistry::create);

    @Test
    void measuresTheRetriersOfTheApplication() {
        application.run(context -> {
            context.getBean(RetryRegistry.class)
                    .register("payments", RetryPolicy.defaults())
                    .call(() -> "done");

            assertThat(context.getBean(MeterRegistry.class)
                            .get("retry.attempts")
                            .tags("name", "payments", "outcome", "success")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void measuresThemInEachRegistryThatIsABean() {
        application
                .withBean("east", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                .withBean("west", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    context.getBean(RetryRegistry.class)
                            .register("payments", RetryPolicy.defaults())
                            .call(() -> "done");

                    assertThat(List.of("east", "west"))
                            .allSatisfy(name -> assertThat(context.getBean(name, MeterRegistry.class)
                                            .get("retry.calls")
                                            .tags("outcome", "success", "retried", "false")
                                            .functionCounter()
                                            .count())
                                    .isEqualTo(1));
                });
    }

    @Test
    void namesBudgetsAsTheApplicationDoes() {
        application.withBean(BudgetNames.class, () -> retrier -> "warehouse").run(context -> {
            context.getBean(RetryRegistry.class).register("payments", RetryPolicy.defaults());

            assertThat(context.getBean(MeterRegistry.class)
                            .get("retry.budget.capacity")
                            .gauge()
                            .getId()
                            .getTag("budget"))
                    .isEqualTo("warehouse");
        });
    }

    @Test
    void keepsTheMetricsThatTheApplicationDefines() {
        RetryMetrics own = new RetryMetrics(RetryRegistry.create());
        application
                .withBean("own", RetryMetrics.class, () -> own)
                .run(context -> assertThat(context).getBean(RetryMetrics.class).isSameAs(own));
    }

    @Test
    void obeysThePropertyThatSwitchesMetersOff() {
        application.withPropertyValues("management.metrics.enable.retry=false").run(context -> {
            context.getBean(RetryRegistry.class).register("payments", RetryPolicy.defaults());

            assertThat(context.getBean(MeterRegistry.class).getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .noneMatch(name -> name.startsWith("retry."));
        });
    }

    @Test
    void publishesTheLastStepWhenTheApplicationStops() {
        StopPublisher publisher = new StopPublisher();
        application
                .withBean(StepMeterRegistry.class, () -> publisher)
                .run(context -> context.getBean(RetryRegistry.class)
                        .register("payments", RetryPolicy.defaults())
                        .call(() -> "done"));

        assertThat(publisher.calls).containsExactly(1.0);
    }

    @Test
    void isAbsentWithoutRetries() {
        withoutRetries.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RetryMetrics.class));
    }

    @Test
    void isAbsentWithoutAMeterRegistry() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RetryMetricsAutoConfiguration.class))
                .withBean(RetryRegistry.class, RetryRegistry::create)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RetryMetrics.class));
    }

    @Test
    void needsOnlyMicrometerItself() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RetryMetricsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.micrometer", "org.springframework.boot.actuate"))
                .withBean(RetryRegistry.class, RetryRegistry::create)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).hasSingleBean(RetryMetrics.class));
    }

    /** Publishes nothing until it is closed. */
    private static final class StopPublisher extends StepMeterRegistry {

        private final List<Double> calls = new ArrayList<>();

        StopPublisher() {
            super(new Defaults(), Clock.SYSTEM);
        }

        @Override
        protected void publish() {
            calls.add(get("retry.calls").functionCounters().stream()
                    .mapToDouble(FunctionCounter::count)
                    .sum());
        }

        @Override
        protected TimeUnit getBaseTimeUnit() {
            return TimeUnit.MILLISECONDS;
        }
    }

    private static final class Defaults implements StepRegistryConfig {

        @Override
        public String prefix() {
            return "test";
        }

        @Override
        public @Nullable String get(String key) {
            return null;
        }
    }
}
