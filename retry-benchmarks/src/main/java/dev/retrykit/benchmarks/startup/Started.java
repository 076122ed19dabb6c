package dev.retrykit.benchmarks.startup;

import java.lang.management.ManagementFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/** The application that is started: prints how long that took, and what heap is in use afterwards. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Started.Beans.class)
public class Started {

    static final String PROXIED = "started.proxied";

    /** A configuration without beans of its own. */
    public Started() {}

    /**
     * Starts and ends.
     *
     * @param arguments handed to the application
     */
    public static void main(String[] arguments) {
        long begun = System.nanoTime();
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Started.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments)) {
            long millis = (System.nanoTime() - begun) / 1_000_000;
            System.gc();
            long bytes =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.println("started " + millis + " " + bytes + " " + application.getBeanDefinitionCount());
        }
    }

    /**
     * Makes proxies that do nothing, for the variant that is to tell what these cost.
     *
     * @return the maker of proxies
     */
    @Bean
    @ConditionalOnProperty(PROXIED)
    static BeanPostProcessor proxies() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (!bean.getClass().getPackageName().equals("started")) {
                    return bean;
                }
                ProxyFactory proxy = new ProxyFactory(bean);
                proxy.setProxyTargetClass(true);
                proxy.addAdvice((MethodInterceptor) MethodInvocation::proceed);
                return proxy.getProxy(bean.getClass().getClassLoader());
            }
        };
    }

    /** Registers the beans that were made for this start. */
    static class Beans implements ImportBeanDefinitionRegistrar {

        @Override
        public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
            for (int bean = 0; bean < Variant.BEANS; bean++) {
                registry.registerBeanDefinition("bean" + bean, new RootBeanDefinition(classOf("started.Bean" + bean)));
            }
        }

        private static Class<?> classOf(String name) {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException missing) {
                throw new IllegalStateException(
                        "the beans must be on the class path, but " + name + " is not", missing);
            }
        }
    }
}
