package dev.retrykit.aop;

import dev.retrykit.spring.SpringRetryProcessors;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AdviceMode;

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
    private final Set<BeanType> checked = ConcurrentHashMap.newKeySet();
    private final RetryAnnotations annotations = new RetryAnnotations();
    private final BeanTypes types;
    private final DeclaredAttributes attributes;
    private final DeclaredFallbacks fallbacks;
    private final AdviceMode mode;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final boolean adoptsSprings;
    private final Set<BeanType> lookedAt = ConcurrentHashMap.newKeySet();
    private @Nullable OtherRetries others;
    private @Nullable RetryNames names;

    /**
     * The declarations of a bean factory whose beans are advised by proxies, by this library's annotation only.
     *
     * @param beanFactory the bean factory, which is read when the declarations are first asked for
     */
    public RetryDeclarations(ConfigurableListableBeanFactory beanFactory) {
        this(beanFactory, AdviceMode.PROXY, false);
    }

    /**
     * The declarations of a bean factory.
     *
     * @param beanFactory the bean factory, which is read when the declarations are first asked for
     * @param mode how its beans are advised; with {@link AdviceMode#ASPECTJ} a class that bears the annotation must be
     *     woven, and only what is annotated on an interface alone, or by Spring's annotation, is left to proxies
     * @param adoptsSprings whether {@link org.springframework.resilience.annotation.Retryable} is honoured; Spring's own
     *     processor must not be at work then
     */
    public RetryDeclarations(ConfigurableListableBeanFactory beanFactory, AdviceMode mode, boolean adoptsSprings) {
        this.adoptsSprings = adoptsSprings;
        this.beanFactory = Objects.requireNonNull(beanFactory, "beanFactory must not be null");
        this.types = new BeanTypes(beanFactory);
        this.mode = Objects.requireNonNull(mode, "mode must not be null");
        this.attributes = new DeclaredAttributes(beanFactory);
        this.fallbacks = new DeclaredFallbacks(beanFactory, attributes, types);
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
        Map<Method, Mark> found = marks.computeIfAbsent(type, this::search);
        // Not in the search itself: a fallback in another bean may lead to the search of that bean's type.
        if (!found.isEmpty() && !checked.contains(type)) {
            found.forEach((runs, mark) -> fallbacks.check(type, runs, mark));
            checked.add(type);
        }
        return found;
    }

    /** What answers in place of failures of the method that runs; null for nothing. */
    @Nullable FallbackMethods fallbacksOf(BeanType type, Method runs, Mark mark) {
        return fallbacks.of(type, runs, mark);
    }

    /** The same as far as it is known without making a bean. */
    @Nullable FallbackMethods knownFallbacksOf(BeanType type, Method runs, Mark mark) {
        return fallbacks.known(type, runs, mark);
    }

    /** Which of these methods a proxy has to retry: those that nobody has woven, if weaving was asked for. */
    Set<Method> proxiedOf(Map<Method, Mark> all) {
        if (mode == AdviceMode.PROXY) {
            return all.keySet();
        }
        Set<Method> proxied = new LinkedHashSet<>(all.keySet());
        proxied.removeIf(Unwoven::isWoven);
        return proxied;
    }

    /** Says what there is to say of retry annotations of others, of a bean too whose type was not known at first. */
    void lookAtOthersOn(BeanType type) {
        if (!lookedAt.contains(type)) {
            lookAt(type);
        }
    }

    private synchronized void lookAt(BeanType type) {
        // Before the definitions have been read, this one is among them, by the type of the object.
        if (others != null && lookedAt.add(type)) {
            others.lookAt(type, marksOf(type));
        }
    }

    /** The declaration of a mark; one that is new here gets a name that nobody else has. */
    synchronized RetryDeclaration declarationOf(Mark mark) {
        return names().nameOf(mark, this::marked);
    }

    private List<Mark> marked() {
        return marks.values().stream().flatMap(found -> found.values().stream()).toList();
    }

    private RetryNames names() {
        if (names == null) {
            refuseSpringsProcessor();
            others = new OtherRetries(beanFactory, adoptsSprings, annotations);
            Set<Mark> found = new LinkedHashSet<>();
            for (String beanName : beanFactory.getBeanDefinitionNames()) {
                Class<?> type = types.typeOf(beanName);
                if (type != null) {
                    BeanType bean = BeanType.of(type);
                    found.addAll(marksOf(bean).values());
                    lookAt(bean);
                }
            }
            names = new RetryNames(attributes, found);
        }
        return names;
    }

    /** One whose definition is typed as something else could not be removed before it was made. */
    private void refuseSpringsProcessor() {
        if (adoptsSprings && SpringRetryProcessors.areAtWork(beanFactory)) {
            throw new RetryDeclarationException(
                    "Spring's RetryAnnotationBeanPostProcessor is at work although"
                            + " 'retrykit.adopt-spring-annotations' is true: methods would be retried twice.",
                    "Remove it, or declare its @Bean method with return type RetryAnnotationBeanPostProcessor, so that"
                            + " it is removed for you.");
        }
    }

    private Map<Method, Mark> search(BeanType type) {
        Map<Method, Mark> found;
        try {
            found = annotated(type);
        } catch (IllegalStateException | LinkageError unreadable) {
            // A signature names a class that is absent: such a bean works for those who do not call that method.
            logger.debug("Methods of " + type.type().getName() + " cannot be read", unreadable);
            return Map.of();
        }
        found.entrySet().removeIf(entry -> fallbacks.isFallbackItself(entry.getKey(), entry.getValue()));
        found.entrySet()
                .removeIf(entry ->
                        isOutOfReach(entry.getKey(), entry.getValue()) || isSkipped(entry.getKey(), entry.getValue()));
        if (mode == AdviceMode.PROXY && !found.isEmpty()) {
            SelfInvocation.in(found).forEach(this::warnOnce);
        }
        return found;
    }

    private Map<Method, Mark> annotated(BeanType type) {
        Set<RetryAnnotation> present = annotations.on(type);
        Map<Method, Mark> found = present.contains(RetryAnnotation.RETRYKITS) ? Marks.of(type) : new LinkedHashMap<>();
        if (adoptsSprings && present.contains(RetryAnnotation.SPRINGS)) {
            SpringMarks.of(type).forEach(found::putIfAbsent);
        }
        return ordered(found);
    }

    /** Reflection gives methods in an order that changes from run to run; what is said of them must not. */
    private static Map<Method, Mark> ordered(Map<Method, Mark> found) {
        List<Method> methods = new ArrayList<>(found.keySet());
        methods.sort(Comparator.comparing(Method::getName).thenComparing(Method::toString));
        Map<Method, Mark> ordered = new LinkedHashMap<>();
        methods.forEach(method -> ordered.put(method, found.get(method)));
        return ordered;
    }

    private boolean isOutOfReach(Method runs, Mark mark) {
        if (mode == AdviceMode.ASPECTJ && !mark.isAdopted()) {
            RetryDeclarationException unwoven = Unwoven.complaint(runs, mark);
            if (unwoven != null) {
                throw unwoven;
            }
            return false;
        }
        String unreachable = Unreachable.byAnyProxy(runs, mark);
        if (unreachable != null) {
            warnOnce(unreachable);
        }
        return unreachable != null;
    }

    /** Of a method that several types of bean inherit there is one thing to say. */
    void warnOnce(String warning) {
        if (warned.add(warning)) {
            logger.warn(warning);
        }
    }

    private boolean isSkipped(Method runs, Mark mark) {
        RetryDeclarationException complaint = Unsupported.complaint(runs, mark, beanFactory.getBeanClassLoader());
        if (complaint == null) {
            String warning = Unsupported.warning(runs, mark);
            if (warning != null) {
                warnOnce(warning);
            }
            return false;
        }
        if (mark.onMethod()) {
            throw complaint;
        }
        logger.warn(complaint.getMessage() + " The @Retryable on its type passes it over.");
        return true;
    }
}
