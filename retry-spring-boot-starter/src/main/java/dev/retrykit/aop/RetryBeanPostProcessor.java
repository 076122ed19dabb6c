package dev.retrykit.aop;

import dev.retrykit.Retrier;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.SmartClassLoader;
import org.springframework.util.ClassUtils;

/**
 * The weaver: gives beans with annotated methods a proxy, or the proxy that they already have one more advisor.
 *
 * <p>It works with and without automatic proxies of others ({@code spring.aop.auto}). Register it as a static
 * {@code @Bean}, so that nothing is created early:
 *
 * <pre>{@code
 * @Bean
 * static RetryBeanPostProcessor retryBeanPostProcessor(
 *         ObjectProvider<RetryDeclarations> declarations, ObjectProvider<RetrierSource> retriers) {
 *     return new RetryBeanPostProcessor(declarations, retriers, RetryBeanPostProcessor.DEFAULT_ADVICE_ORDER);
 * }
 * }</pre>
 *
 * <p>{@link #setProxyTargetClass} decides between proxies of classes and of interfaces, as for every proxy of Spring's.
 * Thread-safe once configured.
 */
public final class RetryBeanPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor
        implements SmartInitializingSingleton {

    /**
     * Where retries stand among other advice unless told otherwise: outside of whatever has no order, as validation,
     * transactions and caches have by default, so that each attempt goes through them anew.
     */
    public static final int DEFAULT_ADVICE_ORDER = Ordered.LOWEST_PRECEDENCE - 10;

    private final transient ObjectProvider<RetryDeclarations> declarations;
    private final transient ObjectProvider<RetrierSource> retriers;
    private final transient Map<BeanType, RetriedType> types = new ConcurrentHashMap<>();
    private final transient Map<String, Object> earlyReferences = new ConcurrentHashMap<>();
    private final transient int adviceOrder;
    private transient volatile boolean started;

    /**
     * A weaver.
     *
     * @param declarations the declarations, asked for when the first bean is made
     * @param retriers the source of retriers, asked for when all singletons exist, or when an annotated method is called
     *     before
     * @param adviceOrder where retries stand among other advice: lower values are further outside
     */
    public RetryBeanPostProcessor(
            ObjectProvider<RetryDeclarations> declarations, ObjectProvider<RetrierSource> retriers, int adviceOrder) {
        this.declarations = Objects.requireNonNull(declarations, "declarations must not be null");
        this.retriers = Objects.requireNonNull(retriers, "retriers must not be null");
        this.adviceOrder = adviceOrder;
    }

    @Override
    public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
        RetriedType retried = typeFor(BeanType.of(beanClass));
        if (retried == null || !retried.needsAdvice()) {
            return beanClass;
        }
        ProxyFactory factory = new ProxyFactory();
        factory.copyFrom(this);
        factory.setTargetClass(beanClass);
        complete(factory, beanClass, retried);
        return isProxyOfFinalClass(factory, beanClass) ? beanClass : factory.getProxyClass(classLoaderFor(beanClass));
    }

    /**
     * Finds the retriers of all beans that exist by now, and from now on those of each bean that is created: a mistake is
     * heard of then, and not with the first call.
     */
    @Override
    public void afterSingletonsInstantiated() {
        started = true;
        types.values().forEach(RetriedType::findRetriers);
    }

    @Override
    public Object getEarlyBeanReference(Object bean, String beanName) {
        earlyReferences.put(beanName, bean);
        return advised(bean, beanName);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return isIn(earlyReferences.remove(beanName), bean) ? bean : advised(bean, beanName);
    }

    /** A reference handed out early may be a proxy of others by then; one of a creation that failed is of another bean. */
    @SuppressWarnings("ReferenceEquality") // the same object, whatever it is equal to
    private static boolean isIn(@Nullable Object reference, Object bean) {
        for (Object current = reference; current != null; current = AopProxyUtils.getSingletonTarget(current)) {
            if (current == bean) {
                return true;
            }
        }
        return false;
    }

    private Object advised(Object bean, String beanName) {
        if (bean instanceof AopInfrastructureBean || isRetried(bean) || isOriginal(bean, beanName)) {
            return bean;
        }
        BeanType type = typeOf(bean);
        declarations.getObject().lookAtOthersOn(type);
        RetriedType retried = typeFor(type);
        if (retried == null) {
            return bean;
        }
        if (started) {
            retried.findRetriers();
        }
        if (!retried.needsAdvice()) {
            return bean;
        }
        if (bean instanceof Advised proxy && !proxy.isFrozen()) {
            proxy.addAdvisor(AdvisorPosition.in(proxy, adviceOrder), advisor(retried, new RetryInterceptor(retried)));
            return told(retried, bean);
        }
        ProxyFactory factory = prepareProxyFactory(bean, beanName);
        complete(factory, bean.getClass(), retried);
        if (isProxyOfFinalClass(factory, bean.getClass())) {
            retried.isFinal(this::warnOnce);
            return bean;
        }
        return told(retried, factory.getProxy(classLoaderFor(bean.getClass())));
    }

    /** Proxies and lambdas are final too, but get proxies of their interfaces in any case. */
    private static boolean isProxyOfFinalClass(ProxyFactory factory, Class<?> beanClass) {
        return Modifier.isFinal(beanClass.getModifiers())
                && !Proxy.isProxyClass(beanClass)
                && !ClassUtils.isLambdaClass(beanClass)
                && (factory.isProxyTargetClass() || factory.getProxiedInterfaces().length == 0);
    }

    private Object told(RetriedType retried, Object proxy) {
        if (AopUtils.isCglibProxy(proxy)) {
            retried.isProxiedByClass(this::warnOnce);
        }
        return proxy;
    }

    private void warnOnce(String warning) {
        declarations.getObject().warnOnce(warning);
    }

    private static BeanType typeOf(Object bean) {
        return bean instanceof Advised proxy
                ? BeanType.of(AopProxyUtils.ultimateTargetClass(bean), List.of(proxy.getProxiedInterfaces()))
                : BeanType.of(bean.getClass());
    }

    /** Who asks for a bean by this suffix wants it as it is. */
    private static boolean isOriginal(Object bean, String beanName) {
        return beanName.equals(bean.getClass().getName() + AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX);
    }

    private @Nullable RetriedType typeFor(BeanType type) {
        RetryDeclarations all = declarations.getObject();
        Map<Method, Mark> marks = all.marksOf(type);
        return marks.isEmpty()
                ? null
                : types.computeIfAbsent(
                        type,
                        key -> new RetriedType(
                                key,
                                marks,
                                all.proxiedOf(marks),
                                this::retrierFor,
                                (runs, mark) -> all.fallbacksOf(key, runs, mark)));
    }

    private Retrier retrierFor(Mark mark) {
        return retriers.getObject().retrierFor(declarations.getObject().declarationOf(mark));
    }

    /** A proxy around a retried proxy, or the same bean under another name, must not retry once more. */
    private static boolean isRetried(Object bean) {
        for (Object current = bean;
                current instanceof Advised proxy;
                current = AopProxyUtils.getSingletonTarget(current)) {
            if (Arrays.stream(proxy.getAdvisors())
                    .anyMatch(advisor -> advisor.getAdvice() instanceof RetryInterceptor)) {
                return true;
            }
        }
        return false;
    }

    private void complete(ProxyFactory factory, Class<?> beanClass, RetriedType retried) {
        if (!factory.isProxyTargetClass() && factory.getProxiedInterfaces().length == 0) {
            evaluateProxyInterfaces(beanClass, factory);
        }
        RetryInterceptor advice = new RetryInterceptor(retried);
        factory.addListener(advice);
        factory.addAdvisor(advisor(retried, advice));
        factory.setFrozen(isFrozen());
        factory.setPreFiltered(true);
    }

    private Advisor advisor(RetriedType retried, RetryInterceptor advice) {
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(retried, advice);
        advisor.setOrder(adviceOrder);
        return advisor;
    }

    /** A restarting class loader must not define proxies of classes that the one below it has loaded. */
    @SuppressWarnings("ReferenceEquality") // class loaders have no other equality
    private @Nullable ClassLoader classLoaderFor(Class<?> beanClass) {
        ClassLoader loader = getProxyClassLoader();
        return loader instanceof SmartClassLoader smart && loader != beanClass.getClassLoader()
                ? smart.getOriginalClassLoader()
                : loader;
    }
}
