package dev.retrykit.aop;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** What annotations name as fallback, looked up in the types of beans. Thread-safe. */
final class DeclaredFallbacks {

    private final ConfigurableListableBeanFactory beanFactory;
    private final DeclaredAttributes attributes;
    private final BeanTypes types;

    DeclaredFallbacks(ConfigurableListableBeanFactory beanFactory, DeclaredAttributes attributes, BeanTypes types) {
        this.beanFactory = beanFactory;
        this.attributes = attributes;
        this.types = types;
    }

    /** Whether an annotation on a type means this method as the fallback of the others. */
    boolean isFallbackItself(Method runs, Mark mark) {
        if (mark.onMethod()) {
            return false;
        }
        FallbackReference reference = reference(mark);
        return reference != null
                && reference.bean() == null
                && reference.method().equals(runs.getName());
    }

    /** Complains of a fallback that does not fit; of a bean whose type is not known yet, nothing can be said. */
    void check(BeanType bean, Method runs, Mark mark) {
        known(bean, runs, mark);
    }

    /** The fallbacks of a method; null for none, and where the type of the bean that has them is not known yet. */
    @Nullable FallbackMethods known(BeanType bean, Method runs, Mark mark) {
        FallbackReference reference = reference(mark);
        String host = reference == null ? null : reference.bean();
        return reference == null || (host != null && typeOf(host, reference, mark) == null)
                ? null
                : find(bean, runs, mark, reference);
    }

    /** The fallbacks of a method, null for none; a bean whose type is not known otherwise is created. */
    @Nullable FallbackMethods of(BeanType bean, Method runs, Mark mark) {
        FallbackReference reference = reference(mark);
        return reference == null ? null : find(bean, runs, mark, reference);
    }

    private FallbackMethods find(BeanType bean, Method runs, Mark mark, FallbackReference reference) {
        String name = reference.bean();
        if (name == null) {
            return new FallbackSearch(bean, runs, mark, reference, bean).find(FallbackOwner::target);
        }
        Class<?> type = typeOf(name, reference, mark);
        BeanType host = BeanType.of(type == null ? AopProxyUtils.ultimateTargetClass(beanFactory.getBean(name)) : type);
        return new FallbackSearch(bean, runs, mark, reference, host).find(FallbackOwner.bean(beanFactory, name));
    }

    private @Nullable FallbackReference reference(Mark mark) {
        // Spring's annotation knows no fallback.
        String written = mark.isAdopted() ? null : attributes.fallbackOf(mark);
        return written == null ? null : FallbackReference.of(written, mark);
    }

    private @Nullable Class<?> typeOf(String name, FallbackReference reference, Mark mark) {
        if (!beanFactory.containsBean(name)) {
            throw reference.complaint(
                    mark,
                    "must name a bean, but there is no '" + name + "'",
                    "Define the bean, or name one that there is.");
        }
        Class<?> type = types.typeOf(name);
        return type == Object.class ? null : type;
    }
}
