package dev.retrykit.autoconfigure;

import dev.retrykit.CallerContext;
import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Lets attempts on other threads find the logging context, the observation, the security context and the locale of the
 * caller, where there is Micrometer's context propagation.
 */
@AutoConfiguration(before = RetryAutoConfiguration.class)
@ConditionalOnClass(ContextSnapshotFactory.class)
public final class RetryContextAutoConfiguration {

    RetryContextAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CallerContext retrykitCallerContext() {
        return new PropagatedContext();
    }
}
