package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class WithoutActuatorTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(RetryMetricsAutoConfiguration.class, RetryEndpointAutoConfiguration.class))
            .withPropertyValues("management.endpoints.web.exposure.include=retry")
            .withBean(RetryRegistry.class, RetryRegistry::create)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void startsWithoutEndpoint() {
        application
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("retrykitEndpoint")
                        .hasBean("retrykitMetrics"));
    }

    @Test
    void startsWithoutEndpointWhenOnlyItsAutoConfigurationIsMissing() {
        application
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate.autoconfigure"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("retrykitEndpoint"));
    }
}
