package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class WithoutMicrometerTests {

    @Test
    void startsAndMeasuresNothing() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        RetryMetricsAutoConfiguration.class, RetryEndpointAutoConfiguration.class))
                .withPropertyValues("management.endpoints.web.exposure.include=retry")
                .withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.micrometer"))
                .withBean(RetryRegistry.class, RetryRegistry::create)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("retrykitMetrics")
                        .hasBean("retrykitEndpoint"));
    }
}
