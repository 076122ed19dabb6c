package dev.retrykit.aop;

import dev.retrykit.Fallback;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.core.CoroutinesUtils;
import org.springframework.core.KotlinDetector;

/**
 * A method that answers in place of a failure.
 *
 * @param method the method, accessible
 * @param failureType the type of its last parameter, null if it takes the arguments only
 * @param owner who it is called on
 */
record FallbackMethod(Method method, @Nullable Class<? extends Throwable> failureType, FallbackOwner owner)
        implements Fallback<ProxyMethodInvocation, @Nullable Object, Throwable> {

    /** Whether it answers such a failure: an {@link Error} only if the parameter names one. */
    boolean accepts(Throwable failure) {
        Class<? extends Throwable> type = failureType == null ? Exception.class : failureType;
        if (failure instanceof Error) {
            return Error.class.isAssignableFrom(type) && type.isInstance(failure);
        }
        return type.isInstance(failure) || failureType == null;
    }

    /** Whether it is to be asked before another one. */
    boolean isMoreSpecificThan(FallbackMethod other) {
        if (failureType == null || other.failureType == null) {
            return failureType != null;
        }
        return failureType != other.failureType && other.failureType.isAssignableFrom(failureType);
    }

    @Override
    @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
    public @Nullable Object answer(ProxyMethodInvocation invocation, Throwable failure) throws Throwable {
        boolean suspending = KotlinDetector.isSuspendingFunction(method);
        @Nullable Object[] arguments = arguments(invocation, failure, suspending);
        if (suspending) {
            return CoroutinesUtils.invokeSuspendingFunction(method, owner.instance(invocation), arguments);
        }
        try {
            return method.invoke(owner.instance(invocation), arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    /** Those of the caller, and the failure; the continuation of a suspending function stays last, or goes. */
    private @Nullable Object[] arguments(ProxyMethodInvocation invocation, Throwable failure, boolean suspending) {
        @Nullable Object[] given = invocation.getArguments();
        int count = given.length - (KotlinDetector.isSuspendingFunction(invocation.getMethod()) ? 1 : 0);
        @Nullable Object[] arguments = Arrays.copyOf(given, method.getParameterCount());
        if (failureType != null) {
            arguments[count] = failure;
        }
        if (suspending) {
            arguments[arguments.length - 1] = given[count];
        }
        return arguments;
    }
}
