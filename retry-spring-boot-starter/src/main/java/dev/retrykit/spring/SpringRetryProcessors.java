package dev.retrykit.spring;

import java.util.List;
import java.util.Objects;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.resilience.annotation.RetryAnnotationBeanPostProcessor;

/**
 * The remover of Spring's own processors of the annotation, {@code @EnableResilientMethods}'s and the application's, before
 * one is instantiated; {@code @ConcurrencyLimit} has another processor, which stays.
 */
public final class SpringRetryProcessors implements BeanFactoryPostProcessor {

    private static final Log logger = LogFactory.getLog(SpringRetryProcessors.class);

    /** A remover. */
    public SpringRetryProcessors() {}

    /**
     * The processors that are defined.
     *
     * @param beanFactory the bean factory; nothing is instantiated
     * @return the names of their beans
     */
    public static List<String> in(ListableBeanFactory beanFactory) {
        return List.of(Objects.requireNonNull(beanFactory, "beanFactory must not be null")
                .getBeanNamesForType(RetryAnnotationBeanPostProcessor.class, true, false));
    }

    /**
     * Whether a processor is at work, one included whose definition did not say that it is one.
     *
     * @param beanFactory the bean factory, its post-processors registered
     * @return true if methods that bear the annotation are retried by Spring
     */
    public static boolean areAtWork(ListableBeanFactory beanFactory) {
        return beanFactory instanceof AbstractBeanFactory factory
                && factory.getBeanPostProcessors().stream()
                        .anyMatch(RetryAnnotationBeanPostProcessor.class::isInstance);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        List<String> names = in(beanFactory).stream()
                .filter(beanFactory::containsBeanDefinition)
                .sorted()
                .toList();
        if (beanFactory instanceof BeanDefinitionRegistry registry && !names.isEmpty()) {
            names.forEach(registry::removeBeanDefinition);
            logger.info("Retrykit retries the methods that bear Spring's @Retryable; removed bean '"
                    + String.join("', '", names) + "', which would have retried them once more");
        }
    }
}
