package dev.retrykit.benchmarks.peers;

import dev.retrykit.RetryRegistry;
import dev.retrykit.budget.RetryBudget;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.RootClassFilter;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.retry.annotation.EnableRetry;

/** One Boot application with a shop for every library, as it comes: auto-configured, with meters bound. */
public final class AnnotatedShops implements AutoCloseable {

    private final ConfigurableApplicationContext application;

    /** Starts the application. */
    public AnnotatedShops() {
        this.application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run();
    }

    /**
     * The shop whose proxy does nothing: the floor of every library here.
     *
     * @return the bean
     */
    public Shop proxied() {
        return application.getBean("proxied", Shop.class);
    }

    /**
     * Retrykit's shop.
     *
     * @return the bean
     */
    public Shop retrykit() {
        return application.getBean("retrykit", Shop.class);
    }

    /**
     * Resilience4j's shop.
     *
     * @return the bean
     */
    public Shop resilience4j() {
        return application.getBean("resilience4j", Shop.class);
    }

    /**
     * Spring Framework's shop.
     *
     * @return the bean
     */
    public Shop spring() {
        return application.getBean("spring", Shop.class);
    }

    /**
     * The shop of spring-retry.
     *
     * @return the bean
     */
    public Shop springRetry() {
        return application.getBean("springRetry", Shop.class);
    }

    /**
     * The budget of Retrykit's failing method.
     *
     * @return the budget, for {@link Endless#earn}
     */
    public RetryBudget budget() {
        return application.getBean(RetryRegistry.class).get("undelayed").budget();
    }

    @Override
    public void close() {
        application.close();
    }

    /** What a user would write. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableResilientMethods
    @EnableRetry
    static class Application {

        @Bean
        PlainShop proxied() {
            return new PlainShop();
        }

        @Bean
        RetrykitShop retrykit() {
            return new RetrykitShop();
        }

        @Bean
        Resilience4jShop resilience4j() {
            return new Resilience4jShop();
        }

        @Bean
        SpringShop spring() {
            return new SpringShop();
        }

        @Bean
        SpringRetryShop springRetry() {
            return new SpringRetryShop();
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor nothing() {
            MethodInterceptor nothing = invocation -> invocation.proceed();
            DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(nothing);
            advisor.setPointcut(
                    new org.springframework.aop.support.ComposablePointcut(new RootClassFilter(PlainShop.class)));
            return advisor;
        }
    }
}
