package dev.retrykit.aop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.core.KotlinDetector;
import org.springframework.core.NativeDetector;
import org.springframework.util.ReflectionUtils;

/**
 * The method behind a proxy, for advice that is the innermost: what is left of the chain is a call of the target.
 *
 * <p>It is called by a method handle where that is possible. Reflection, which Spring would use, wraps each failure in an
 * {@code InvocationTargetException} with a stack trace of its own, only to have it taken off again: for a method that fails
 * and is retried that is most of what a failed attempt costs.
 */
final class TargetMethod {

    private final Class<?> owner;

    /** From the target and an array of arguments to a result, all of them objects; null where there can be none. */
    private final @Nullable MethodHandle handle;

    private TargetMethod(Class<?> owner, @Nullable MethodHandle handle) {
        this.owner = owner;
        this.handle = handle;
    }

    /** The method as its class has it: to find an interface among those of a class takes longer than all the rest. */
    static TargetMethod of(Method runs) {
        return new TargetMethod(runs.getDeclaringClass(), isPlain(runs) ? handleOf(runs) : null);
    }

    /** A suspending function is not just called, and in a native image handles are interpreted. */
    private static boolean isPlain(Method runs) {
        return !Modifier.isStatic(runs.getModifiers())
                && !KotlinDetector.isSuspendingFunction(runs)
                && !NativeDetector.inNativeImage();
    }

    private static @Nullable MethodHandle handleOf(Method runs) {
        try {
            ReflectionUtils.makeAccessible(runs);
            return MethodHandles.lookup()
                    .unreflect(runs)
                    .asFixedArity()
                    .asSpreader(Object[].class, runs.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
        } catch (IllegalAccessException | RuntimeException notForThisModule) {
            return null;
        }
    }

    /** Makes an attempt at the end of the chain. */
    @Nullable Object call(ProxyMethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        MethodHandle known = handle;
        // A proxy may bear methods that its target has not: what that comes to is Spring's to say.
        if (known == null || !owner.isInstance(target)) {
            return invocation.proceed();
        }
        return (Object) known.invokeExact(target, invocation.getArguments());
    }
}
