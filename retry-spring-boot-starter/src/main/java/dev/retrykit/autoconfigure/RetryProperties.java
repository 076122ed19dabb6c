package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryBeanPostProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.AdviceMode;
import org.springframework.core.env.Environment;

/**
 * All that is written under {@code retrykit.}, checked for spelling, type and bounds, not yet put together.
 *
 * <p>Its components, and those of the records inside, are the keys that exist: what is read, refused and documented
 * follows from them.
 *
 * @param enabled Whether annotated methods are retried.
 * @param testMode Whether calls wait for nothing between their attempts, and have a budget only where one is written. For
 *     the tests of an application.
 * @param defaults What instances have that say nothing else.
 * @param instances Policies by name, in kebab-case.
 * @param budgets Budgets that instances can share, by name, in kebab-case.
 * @param grpc What is taken from gRPC.
 * @param aop How annotated methods are advised.
 * @param adoptSpringAnnotations Whether methods with Spring's own "@Retryable", of org.springframework.resilience, are
 *     retried by Retrykit. Spring's processor is removed then.
 * @param observations Whether calls are observed, for traces: each call with an event for each attempt, or each attempt
 *     too. Needs an ObservationRegistry.
 */
@ConfigurationProperties("retrykit")
record RetryProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean testMode,
        @NestedConfigurationProperty @DefaultValue PolicyProperties defaults,
        @DefaultValue Map<String, PolicyProperties> instances,
        @DefaultValue Map<String, BudgetProperties> budgets,
        @DefaultValue Grpc grpc,
        @DefaultValue Aop aop,
        @DefaultValue("false") boolean adoptSpringAnnotations,
        @DefaultValue("off") Observations observations) {

    RetryProperties {
        instances = Map.copyOf(instances);
        budgets = Map.copyOf(budgets);
    }

    RetryProperties inTestMode(boolean otherTestMode) {
        return new RetryProperties(
                enabled, otherTestMode, defaults, instances, budgets, grpc, aop, adoptSpringAnnotations, observations);
    }

    /**
     * What is taken from gRPC.
     *
     * @param serviceConfig Where the service config is that instances with a grpc-method take their policies from,
     *     "classpath:echo.json" say. Needs Jackson.
     */
    record Grpc(@Nullable String serviceConfig) {}

    /**
     * How annotated methods are advised.
     *
     * @param mode Whether beans get proxies, or AspectJ weaves their classes, at load time or compile time, so that
     *     private methods and calls on the same object are retried too.
     * @param order Where the advice of proxies stands among others: lower is further outside.
     */
    record Aop(
            @DefaultValue("proxy") AdviceMode mode,
            @DefaultValue("" + DEFAULT_ORDER) int order) {

        static final int DEFAULT_ORDER = RetryBeanPostProcessor.DEFAULT_ADVICE_ORDER;

        /** The order as it must be known before configuration is read; one that is none is refused there. */
        static int orderIn(Environment environment) {
            return early("order", Integer.class, DEFAULT_ORDER, environment);
        }

        static AdviceMode modeIn(Environment environment) {
            return early("mode", AdviceMode.class, AdviceMode.PROXY, environment);
        }

        private static <T> T early(String key, Class<T> type, T otherwise, Environment environment) {
            try {
                return Binder.get(environment).bind("retrykit.aop." + key, type).orElse(otherwise);
            } catch (BindException refusedLater) {
                return otherwise;
            }
        }
    }
}
