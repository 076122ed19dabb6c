package dev.retrykit.aop;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The types of beans as their definitions tell them; nothing is instantiated. */
record BeanTypes(ConfigurableListableBeanFactory beanFactory) {

    private static final Log logger = LogFactory.getLog(RetryDeclarations.class);

    /** The type of a bean, that of a proxied one included; null for an abstract definition and where it is not known. */
    @Nullable Class<?> typeOf(String beanName) {
        try {
            BeanDefinition definition = definitionOf(beanName);
            if (definition != null && definition.isAbstract()) {
                return null;
            }
            Object target =
                    definition == null ? null : definition.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE);
            return target instanceof Class<?> type ? type : beanFactory.getType(beanName, false);
        } catch (RuntimeException | LinkageError unknown) {
            logger.debug("The type of bean '" + beanName + "' is not known before it is created", unknown);
            return null;
        }
    }

    /** A singleton that was registered as an object has none. */
    private @Nullable BeanDefinition definitionOf(String beanName) {
        try {
            return beanFactory.getMergedBeanDefinition(beanName);
        } catch (NoSuchBeanDefinitionException registeredAsObject) {
            return null;
        }
    }
}
