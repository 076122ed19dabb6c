package dev.retrykit.aop;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * What a test needs to have its beans woven: three attempts (or what the annotation says) 10 ms apart in virtual time.
 */
@Configuration(proxyBeanMethods = false)
class Weaving {

    /** A started context with these components; proxies of classes, as Boot makes by default. */
    static AnnotationConfigApplicationContext of(Class<?>... components) {
        return with(List.of(), components);
    }

    /** A started context with these properties and components. */
    static AnnotationConfigApplicationContext with(List<String> properties, Class<?>... components) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(properties).applyTo(context);
        context.register(Weaving.class);
        context.register(components);
        context.refresh();
        return context;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static RetryDeclarations retryDeclarations(ConfigurableListableBeanFactory beanFactory) {
        return new RetryDeclarations(beanFactory);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static RetryBeanPostProcessor retryBeanPostProcessor(
            ObjectProvider<RetryDeclarations> declarations,
            ObjectProvider<RetrierSource> retriers,
            Environment environment) {
        RetryBeanPostProcessor weaver = new RetryBeanPostProcessor(
                declarations,
                retriers,
                environment.getProperty("weaving.order", Integer.class, RetryBeanPostProcessor.DEFAULT_ADVICE_ORDER));
        weaver.setProxyTargetClass(environment.getProperty("weaving.proxy-target-class", Boolean.class, true));
        return weaver;
    }

    @Bean
    VirtualTime virtualTime() {
        return new VirtualTime();
    }

    @Bean
    RetryRegistry retryRegistry(VirtualTime time) {
        return RetryRegistry.builder()
                .ticker(time)
                .sleeper(time)
                .alarm(time)
                .executor(Weaving::onAnotherThread)
                .build();
    }

    private static void onAnotherThread(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Bean
    RetrierSource retrierSource(RetryRegistry registry) {
        return declaration -> retrierOf(declaration, registry);
    }

    private static synchronized Retrier retrierOf(RetryDeclaration declaration, RetryRegistry registry) {
        String name = declaration.name();
        if (registry.contains(name)) {
            return registry.get(name);
        }
        String attempts = declaration.attributes().maxAttempts();
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(attempts == null ? 3 : Integer.parseInt(attempts))
                .backoff(Backoff.fixed(Duration.ofMillis(10)))
                .build();
        return registry.register(name, options -> options.policy(policy).budget(RetryBudget.unlimited()));
    }
}
