package dev.retrykit.aspectj;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.reflect.MethodSignature;
import org.aspectj.runtime.internal.AroundClosure;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** A call of a woven method, in the form in which proxies hand calls on. It can proceed any number of times. */
final class WovenInvocation implements ProxyMethodInvocation {

    private final ProceedingJoinPoint joinPoint;
    private final @Nullable AroundClosure rest;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>(0);

    WovenInvocation(ProceedingJoinPoint joinPoint) {
        this.joinPoint = joinPoint;
        this.rest = RestOfCall.of(joinPoint);
    }

    @Override
    public @Nullable Object proceed() throws Throwable {
        return rest == null ? joinPoint.proceed() : rest.run(rest.getState());
    }

    @Override
    public Method getMethod() {
        return ((MethodSignature) joinPoint.getSignature()).getMethod();
    }

    @Override
    public @Nullable Object getThis() {
        return joinPoint.getThis();
    }

    /** The object itself, or the class for a static method: there is no proxy. */
    @Override
    public Object getProxy() {
        return Objects.requireNonNullElseGet(
                joinPoint.getThis(), () -> joinPoint.getSignature().getDeclaringType());
    }

    @Override
    public AccessibleObject getStaticPart() {
        return getMethod();
    }

    @Override
    public @Nullable Object[] getArguments() {
        return joinPoint.getArgs();
    }

    @Override
    public void setArguments(@Nullable Object... arguments) {
        throw new UnsupportedOperationException("a woven call keeps its arguments");
    }

    /** Itself: what it proceeds to is the method's own body, not a chain that is used up. */
    @Override
    public WovenInvocation invocableClone() {
        return this;
    }

    @Override
    public WovenInvocation invocableClone(@Nullable Object... arguments) {
        throw new UnsupportedOperationException("a woven call keeps its arguments");
    }

    @Override
    public void setUserAttribute(String key, @Nullable Object value) {
        if (value == null) {
            attributes.remove(key);
        } else {
            attributes.put(key, value);
        }
    }

    @Override
    public @Nullable Object getUserAttribute(String key) {
        return attributes.get(key);
    }
}
