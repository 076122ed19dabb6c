package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/** Which methods answer by a publisher, or by something of which Spring makes one and back. */
final class ReactiveTypes {

    private static final String FLOW = "kotlinx.coroutines.flow.Flow";

    private ReactiveTypes() {}

    /** Whether Spring can hand suspending functions to advice as publishers, by what the loader has. */
    static boolean coroutinesArePresent(@Nullable ClassLoader loader) {
        return isReactorPresent(loader)
                && ClassUtils.isPresent("kotlinx.coroutines.reactor.MonoKt", loader)
                && ClassUtils.isPresent("kotlin.reflect.full.KClasses", loader);
    }

    private static boolean isReactorPresent(@Nullable ClassLoader loader) {
        return ClassUtils.isPresent("reactor.core.publisher.Mono", loader);
    }

    /** Whether a method answers by something that can be retried as a publisher. */
    static boolean canBeRetried(Method method) {
        return isReactorPresent(ReactiveTypes.class.getClassLoader())
                && (KotlinDetector.isSuspendingFunction(method) || springsAdapterFor(method.getReturnType()) != null);
    }

    /**
     * The adapter for a method that answers by a publisher, null for others.
     *
     * @param target the method as the proxy calls it
     * @param fallbacks what answers in place of its failures; null for nothing
     */
    static @Nullable ReturnTypeAdapter adapterFor(
            Method method, TargetMethod target, @Nullable FallbackMethods fallbacks) {
        if (!isReactorPresent(ReactiveTypes.class.getClassLoader())) {
            return null;
        }
        if (KotlinDetector.isSuspendingFunction(method)) {
            Class<?> type = new MethodParameter(method, -1).getParameterType();
            ReactiveAdapter flow = type.getName().equals(FLOW)
                    ? ReactiveAdapterRegistry.getSharedInstance().getAdapter(type)
                    : null;
            return flow == null
                    ? PublisherAdapter.ofSuspending(target, fallbacks)
                    : PublisherAdapter.ofSuspending(flow, target, fallbacks);
        }
        ReactiveAdapter adapter = springsAdapterFor(method.getReturnType());
        return adapter == null ? null : PublisherAdapter.of(adapter, target, fallbacks);
    }

    /** Whether a method answers by a publisher, or suspends, and comes to one value at most. */
    static boolean comesToOneValue(Method method) {
        if (!isReactorPresent(ReactiveTypes.class.getClassLoader())) {
            return false;
        }
        if (KotlinDetector.isSuspendingFunction(method)) {
            return !new MethodParameter(method, -1).getParameterType().getName().equals(FLOW);
        }
        ReactiveAdapter adapter = springsAdapterFor(method.getReturnType());
        return adapter != null && !adapter.isMultiValue();
    }

    private static @Nullable ReactiveAdapter springsAdapterFor(Class<?> type) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
        // One for a supertype could not give back what callers of the method expect.
        return adapter != null
                        && adapter.getDescriptor().isDeferred()
                        && type.isAssignableFrom(adapter.getReactiveType())
                ? adapter
                : null;
    }

    /** Whether a type is that of a publisher, adapted or not. */
    static boolean isPublisher(Class<?> type) {
        if (Flow.Publisher.class.isAssignableFrom(type)) {
            return true;
        }
        ClassLoader loader = type.getClassLoader();
        return isAssignable("org.reactivestreams.Publisher", type, loader) || isAssignable(FLOW, type, loader);
    }

    private static boolean isAssignable(String name, Class<?> type, @Nullable ClassLoader loader) {
        return loader != null
                && ClassUtils.isPresent(name, loader)
                && ClassUtils.resolveClassName(name, loader).isAssignableFrom(type);
    }
}
