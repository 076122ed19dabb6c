package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * The advice on the beans of one type: looks the method up and hands the call to its retrier. Thread-safe.
 *
 * <p>Each attempt proceeds on a clone of the invocation, since an invocation can go through the rest of its chain only
 * once, and since advice further inside may replace arguments, which the next attempt must not see.
 */
final class RetryInterceptor implements MethodInterceptor {

    private final Map<Method, RetryMethod> methods = new ConcurrentHashMap<>();
    private final Function<Method, RetryMethod> firstSight;

    RetryInterceptor(Function<Method, RetryMethod> firstSight) {
        this.firstSight = firstSight;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        RetryMethod method = methods.get(invocation.getMethod());
        if (method == null) {
            method = see(invocation.getMethod());
        }
        return method.call((ProxyMethodInvocation) invocation);
    }

    private RetryMethod see(Method called) {
        // Not computeIfAbsent: the retrier may be a bean whose making calls methods of this very bean.
        RetryMethod method = firstSight.apply(called);
        methods.put(called, method);
        return method;
    }
}
