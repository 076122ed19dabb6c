package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetrierSource;
import dev.retrykit.aop.RetryBeanPostProcessor;
import dev.retrykit.aop.RetryDeclarations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/** Advises annotated beans, unless {@code retrykit.enabled=false}, which leaves them plain. */
@AutoConfiguration(after = RetryAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "retrykit.enabled", matchIfMissing = true)
public final class RetryAopAutoConfiguration {

    RetryAopAutoConfiguration() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean
    static RetryBeanPostProcessor retrykitBeanPostProcessor(
            ObjectProvider<RetryDeclarations> declarations,
            ObjectProvider<RetrierSource> retriers,
            Environment environment) {
        RetryBeanPostProcessor postProcessor = new RetryBeanPostProcessor(declarations, retriers, orderIn(environment));
        postProcessor.setProxyTargetClass(
                environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
        return postProcessor;
    }

    /** The order; one that is no number is refused where all configuration is checked, with an analysis. */
    private static int orderIn(Environment environment) {
        try {
            return Binder.get(environment)
                    .bind("retrykit.aop.order", Integer.class)
                    .orElse(RetryProperties.Aop.DEFAULT_ORDER);
        } catch (BindException refusedLater) {
            return RetryProperties.Aop.DEFAULT_ORDER;
        }
    }
}
