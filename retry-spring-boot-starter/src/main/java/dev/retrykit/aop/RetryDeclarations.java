package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * All methods of an application that are to be retried, each with the name of its policy.
 *
 * <p>Read off the types of the bean definitions, lazy ones included, when first asked; nothing is instantiated. A bean
 * whose type is not known before it exists joins when one of its methods is called. Thread-safe. As a bean it is
 * infrastructure, made by a static {@code @Bean} method: the weaver asks for it when the first bean is made.
 */
public final class RetryDeclarations implements AopInfrastructureBean {

    private static final Log logger = LogFactory.getLog(RetryDeclarations.class);

    private final ConfigurableListableBeanFactory beanFactory;
    private final Map<BeanType, Map<Method, Mark>> marks = new ConcurrentHashMap<>(256);
    private final DeclaredAttributes attributes;
    private @Nullable RetryNames names;

    /**
     * The declarations of a bean factory.
     *
     * @param beanFactory the bean factory, which is read when the declarations are first asked for
     */
    public RetryDeclarations(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = Objects.requireNonNull(beanFactory, "beanFactory must not be null");
        this.attributes = new DeclaredAttributes(beanFactory);
    }

    /**
     * The declarations of all beans whose type is known now.
     *
     * @param beanFactory the bean factory
     * @return each annotated method once, in the order of the bean definitions
     * @throws RetryDeclarationException if a method cannot be retried as its annotation says, or two classes derive one
     *     name
     */
    public static List<RetryDeclaration> of(ConfigurableListableBeanFactory beanFactory) {
        return new RetryDeclarations(beanFactory).all();
    }

    /**
     * The declarations of all beans whose type was known when this was first called, and of those created since.
     *
     * @return each annotated method once, in the order of the bean definitions
     * @throws RetryDeclarationException if a method cannot be retried as its annotation says, or two classes derive one
     *     name
     */
    public synchronized List<RetryDeclaration> all() {
        return names().all();
    }

    /** What is to be retried on a bean of this type, by the method that runs; no name is derived yet. */
    Map<Method, Mark> marksOf(BeanType type) {
        return marks.computeIfAbsent(type, this::search);
    }

    /** The declaration of a mark; one that is new here gets a name that nobody else has. */
    synchronized RetryDeclaration declarationOf(Mark mark) {
        return names().nameOf(mark);
    }

    private RetryNames names() {
        if (names == null) {
            Set<Mark> found = new LinkedHashSet<>();
            for (String beanName : beanFactory.getBeanDefinitionNames()) {
                Class<?> type = typeOf(beanName);
                if (type != null) {
                    found.addAll(marksOf(BeanType.of(type)).values());
                }
            }
            names = new RetryNames(attributes, found);
        }
        return names;
    }

    private @Nullable Class<?> typeOf(String beanName) {
        try {
            BeanDefinition definition = beanFactory.getMergedBeanDefinition(beanName);
            if (definition.isAbstract()) {
                return null;
            }
            Object target = definition.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE);
            return target instanceof Class<?> type ? type : beanFactory.getType(beanName, false);
        } catch (RuntimeException | LinkageError unknown) {
            logger.debug("The type of bean '" + beanName + "' is not known before it is created", unknown);
            return null;
        }
    }

    private Map<Method, Mark> search(BeanType type) {
        Map<Method, Mark> found;
        try {
            found = Marks.of(type);
        } catch (IllegalStateException | LinkageError unreadable) {
            // A signature names a class that is absent: such a bean works for those who do not call that method.
            logger.debug("Methods of " + type.type().getName() + " cannot be read", unreadable);
            return Map.of();
        }
        found.entrySet().removeIf(entry -> isSkipped(entry.getKey(), entry.getValue()));
        return found;
    }

    private static boolean isSkipped(Method runs, Mark mark) {
        String unreachable = Unreachable.byAnyProxy(runs, mark);
        if (unreachable != null) {
            logger.warn(unreachable);
            return true;
        }
        RetryDeclarationException complaint = Unsupported.complaint(runs, mark);
        if (complaint == null) {
            return false;
        }
        if (mark.onMethod()) {
            throw complaint;
        }
        logger.warn(complaint.getMessage() + " The @Retryable on its type passes it over.");
        return true;
    }
}
