package dev.retrykit.aop;

import java.util.Objects;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;

/** Who a fallback is called on. */
@FunctionalInterface
interface FallbackOwner {

    Object instance(ProxyMethodInvocation invocation);

    /** The object itself that was called; a proxy without one has nothing but its own default methods. */
    static Object target(ProxyMethodInvocation invocation) {
        Object target = invocation.getThis();
        return target == null ? invocation.getProxy() : insideProxies(target);
    }

    /** A bean, with its advice. */
    static FallbackOwner bean(BeanFactory beanFactory, String name) {
        return invocation -> beanFactory.getBean(name);
    }

    private static Object insideProxies(Object target) {
        Object inside = target;
        for (Object next = target; next != null; next = AopProxyUtils.getSingletonTarget(next)) {
            inside = next;
        }
        return Objects.requireNonNull(inside);
    }
}
