package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * What callers of a bean can reach: its class and every interface, nearest first.
 *
 * @param type the class as its author wrote it; {@code Object} for a bean that is only known by interfaces
 * @param interfaces all interfaces, those of superclasses and of interfaces too
 */
record BeanType(Class<?> type, Set<Class<?>> interfaces) {

    /** The type of a bean of this class, which may be an interface or that of a proxy. */
    static BeanType of(Class<?> beanClass) {
        return of(beanClass, List.of());
    }

    /** The type of a bean of this class whose proxy bears further interfaces. */
    static BeanType of(Class<?> beanClass, Collection<Class<?>> further) {
        boolean onlyInterfaces = beanClass.isInterface() || Proxy.isProxyClass(beanClass);
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>();
        open.add(beanClass);
        open.addAll(further);
        while (!open.isEmpty()) {
            Class<?> next = open.remove();
            if (next.isInterface() && !interfaces.add(next)) {
                continue;
            }
            open.addAll(List.of(next.getInterfaces()));
            if (next.getSuperclass() != null) {
                open.add(next.getSuperclass());
            }
        }
        return new BeanType(onlyInterfaces ? Object.class : ClassUtils.getUserClass(beanClass), interfaces);
    }

    // Asked several times for each bean of an application that starts, when what a record makes itself is slow.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BeanType that && type == that.type && interfaces.equals(that.interfaces);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + interfaces.size();
    }

    boolean isKnownByInterfacesOnly() {
        return type == Object.class;
    }

    /** The method that runs when this one is called on a bean of this type: overriding, and never a bridge. */
    Method runs(Method called) {
        return AopUtils.getMostSpecificMethod(called, type);
    }
}
