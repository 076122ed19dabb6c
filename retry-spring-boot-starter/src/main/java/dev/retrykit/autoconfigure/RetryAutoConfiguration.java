package dev.retrykit.autoconfigure;

import dev.retrykit.AttemptScope;
import dev.retrykit.CallObserver;
import dev.retrykit.CallerContext;
import dev.retrykit.RetryRegistry;
import dev.retrykit.aop.RetrierSource;
import dev.retrykit.aop.RetryDeclaration;
import dev.retrykit.aop.RetryDeclarations;
import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.StatusSource;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.InstanceMethods;
import dev.retrykit.endpoint.PolicyOverrides;
import dev.retrykit.endpoint.RecentCalls;
import dev.retrykit.event.RetryListener;
import dev.retrykit.logging.RetryLogger;
import dev.retrykit.metrics.BudgetNames;
import dev.retrykit.spring.SpringRetryProcessors;
import dev.retrykit.time.Alarm;
import dev.retrykit.time.Sleeper;
import dev.retrykit.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Makes the retriers of the application, named in configuration and annotations, and refuses configuration that cannot
 * be meant.
 *
 * <p>A context in a hierarchy has retriers of its own: what is woven knows the beans of one bean factory, and a context that
 * stops must not stop the retries of another.
 *
 * <p>With {@code retrykit.enabled=false} they are still there, for code that asks for them, but pass calls through.
 */
@AutoConfiguration
public final class RetryAutoConfiguration {

    RetryAutoConfiguration() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    static RetryDeclarations retrykitDeclarations(
            ConfigurableListableBeanFactory beanFactory, Environment environment) {
        return new RetryDeclarations(
                beanFactory, RetryProperties.Aop.modeIn(environment), Adoption.isWanted(environment));
    }

    /** Takes Spring's own processor away where its annotation is adopted, also if retries are switched off. */
    @Bean
    static BeanFactoryPostProcessor retrykitSpringRetryProcessors(Environment environment) {
        return Adoption.isWanted(environment) ? new SpringRetryProcessors() : beanFactory -> {};
    }

    @Bean
    ConfiguredRetriers retrykitConfiguredRetriers(
            Environment environment,
            RetryDeclarations declarations,
            ListableBeanFactory beanFactory,
            ObjectProvider<RetryPolicyCustomizer> policyCustomizers,
            ObjectProvider<ServerDelay> serverDelays,
            ObjectProvider<StatusSource> statusSources,
            ObjectProvider<RetryListener> listeners,
            ObjectProvider<AttemptScope> scopes,
            ObjectProvider<CallerContext> callerContext,
            ObjectProvider<RetrierCustomizer> retrierCustomizers,
            ObjectProvider<Ticker> ticker) {
        return new ConfiguredRetriers(
                environment,
                declarations,
                new PolicyCustomizers(
                        serverDelays.orderedStream().toList(),
                        named(policyCustomizers, beanFactory),
                        new ConditionBeans(beanFactory)),
                new RetrierParts(
                        statusSources.orderedStream().toList(),
                        listeners.orderedStream().toList(),
                        scopes.orderedStream().toList(),
                        callerContext.getIfAvailable(),
                        retrierCustomizers.orderedStream().toList()),
                ticker.getIfAvailable(Ticker::system));
    }

    @Bean
    ApplicationExecutor retrykitApplicationExecutor(
            @Qualifier("applicationTaskExecutor") ObjectProvider<Executor> executor) {
        return new ApplicationExecutor(executor);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    RetryRegistry retrykitRegistry(
            ConfiguredRetriers retriers,
            ObjectProvider<Ticker> ticker,
            ObjectProvider<Sleeper> sleeper,
            ObjectProvider<Alarm> alarm,
            ApplicationExecutor executor) {
        RetryRegistry.Builder builder = RetryRegistry.builder().executor(executor::execute);
        ticker.ifAvailable(builder::ticker);
        sleeper.ifAvailable(builder::sleeper);
        alarm.ifAvailable(builder::alarm);
        RetryRegistry registry = builder.build();
        retriers.registerIn(registry);
        return registry;
    }

    @Bean
    RegistryLifecycle retrykitRegistryStop(RetryRegistry registry, ApplicationExecutor executor) {
        return RegistryLifecycle.stoppingFirst(registry, executor);
    }

    @Bean
    RegistryLifecycle retrykitRegistryStart(RetryRegistry registry) {
        return RegistryLifecycle.startingFirst(registry);
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    RetrierSource retrykitRetrierSource(ConfiguredRetriers retriers, RetryRegistry registry) {
        // A registry of the application's own has not seen ours yet.
        retriers.registerIn(registry);
        return declaration -> retriers.retrierFor(declaration, registry);
    }

    @Bean
    RegisteredRetriers retrykitRegisteredRetriers(
            ConfiguredRetriers retriers,
            RetryRegistry registry,
            ObjectProvider<RetryLogger> logger,
            ObjectProvider<RecentCalls> recentCalls) {
        return new RegisteredRetriers(retriers, registry, logger, recentCalls);
    }

    @Bean
    ObservedRetriers retrykitObservedRetriers(
            ConfiguredRetriers retriers,
            RetryRegistry registry,
            ObjectProvider<CallObserver> observers,
            ConfigurableListableBeanFactory beanFactory) {
        return new ObservedRetriers(retriers.observations(), registry, observers, beanFactory.getBeanClassLoader());
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    EffectivePolicies retrykitEffectivePolicies(ConfiguredRetriers retriers) {
        return retriers::valuesOf;
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    InstanceMethods retrykitInstanceMethods(RetryDeclarations declarations) {
        return name -> declarations.all().stream()
                .filter(declaration -> declaration.name().equals(name))
                .map(RetryDeclaration::describe)
                .distinct()
                .sorted()
                .toList();
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    PolicyOverrides retrykitPolicyOverrides(ConfiguredRetriers retriers, RetryRegistry registry) {
        return new RunTimeOverrides(retriers, registry);
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    BudgetNames retrykitBudgetNames(ConfiguredRetriers retriers) {
        return retriers::budgetNameOf;
    }

    /** Lazy initialization is no reason to hear of a mistake only with the first call. */
    @Bean
    static LazyInitializationExcludeFilter retrykitSourceIsNotLazy() {
        return LazyInitializationExcludeFilter.forBeanTypes(RetrierSource.class);
    }

    /** In the order of the beans, which only their provider knows, with their names, which it does not. */
    private static List<Map.Entry<String, RetryPolicyCustomizer>> named(
            ObjectProvider<RetryPolicyCustomizer> ordered, ListableBeanFactory beanFactory) {
        Map<String, RetryPolicyCustomizer> beans =
                BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory, RetryPolicyCustomizer.class);
        List<Map.Entry<String, RetryPolicyCustomizer>> named = new ArrayList<>();
        ordered.orderedStream()
                .forEach(bean -> beans.entrySet().stream()
                        .filter(entry -> entry.getValue() == bean)
                        .findFirst()
                        .ifPresent(named::add));
        return named;
    }
}
