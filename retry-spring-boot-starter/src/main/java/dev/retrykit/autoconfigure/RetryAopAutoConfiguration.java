package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetrierSource;
import dev.retrykit.aop.RetryBeanPostProcessor;
import dev.retrykit.aop.RetryDeclarations;
import dev.retrykit.aop.WovenCalls;
import dev.retrykit.aspectj.AspectActivation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Advises annotated beans, unless {@code retrykit.enabled=false}, which leaves them plain. In AspectJ mode proxies are only
 * made where there is nothing to weave.
 */
@AutoConfiguration(after = RetryAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "retrykit.enabled", matchIfMissing = true)
public final class RetryAopAutoConfiguration {

    RetryAopAutoConfiguration() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    static RetryBeanPostProcessor retrykitBeanPostProcessor(
            ObjectProvider<RetryDeclarations> declarations,
            ObjectProvider<RetrierSource> retriers,
            Environment environment) {
        RetryBeanPostProcessor postProcessor =
                new RetryBeanPostProcessor(declarations, retriers, RetryProperties.Aop.orderIn(environment));
        postProcessor.setProxyTargetClass(
                environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
        return postProcessor;
    }

    /** The aspect in place of proxies. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "retrykit.aop.mode", havingValue = "aspectj")
    static class Woven {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
        static AspectActivation retrykitAspectActivation(
                ObjectProvider<RetryDeclarations> declarations, ObjectProvider<RetrierSource> retriers) {
            return new AspectActivation(new WovenCalls(declarations, retriers));
        }
    }
}
