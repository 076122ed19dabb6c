package dev.retrykit.autoconfigure;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.metrics.BudgetNames;
import dev.retrykit.metrics.RetryMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The auto-configuration of meters, where there is Micrometer and a meter registry. Spring Boot binds them; an application
 * that defines its own {@link RetryMetrics} keeps it.
 */
@AutoConfiguration(
        after = RetryAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({RetryRegistry.class, MeterRegistry.class})
public final class RetryMetricsAutoConfiguration {

    RetryMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    RetryMetrics retrykitMetrics(RetryRegistry registry, ObjectProvider<BudgetNames> names) {
        return new RetryMetrics(registry, names.getIfAvailable(() -> Retrier::name));
    }
}
