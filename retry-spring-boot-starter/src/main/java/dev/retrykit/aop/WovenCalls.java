package dev.retrykit.aop;

import dev.retrykit.Retrier;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The advice around methods that a weaver has changed: the same as on a proxy, for any object of their classes.
 *
 * <p>Thread-safe. Nothing is asked for before the first call.
 */
public final class WovenCalls {

    private final ObjectProvider<RetryDeclarations> declarations;
    private final ObjectProvider<RetrierSource> retriers;
    private final Map<Class<?>, WovenType> types = new ConcurrentHashMap<>();

    /**
     * Advice without proxies.
     *
     * @param declarations the declarations, asked for with the first call
     * @param retriers the source of retriers, asked for when a method is first called
     */
    public WovenCalls(ObjectProvider<RetryDeclarations> declarations, ObjectProvider<RetrierSource> retriers) {
        this.declarations = Objects.requireNonNull(declarations, "declarations must not be null");
        this.retriers = Objects.requireNonNull(retriers, "retriers must not be null");
    }

    /**
     * Makes a call of a woven method, all its attempts included.
     *
     * @param invocation the call; each {@link ProxyMethodInvocation#invocableClone() clone} of it can proceed
     * @return what the method returns
     * @throws Throwable what the last attempt threw
     */
    public @Nullable Object call(ProxyMethodInvocation invocation) throws Throwable {
        Method method = invocation.getMethod();
        Object target = invocation.getThis();
        Class<?> type = target == null ? method.getDeclaringClass() : target.getClass();
        WovenType woven = types.get(type);
        if (woven == null) {
            woven = types.computeIfAbsent(type, this::typeOf);
        }
        return woven.retries(method) ? woven.advice().invoke(invocation) : invocation.proceed();
    }

    private WovenType typeOf(Class<?> type) {
        BeanType bean = BeanType.of(type);
        Map<Method, Mark> marks = declarations.getObject().marksOf(bean);
        RetriedType retried = new RetriedType(
                bean,
                marks,
                marks.keySet(),
                this::retrierFor,
                (runs, mark) -> declarations.getObject().fallbacksOf(bean, runs, mark));
        return new WovenType(bean, marks, new RetryInterceptor(retried), new ConcurrentHashMap<>());
    }

    private Retrier retrierFor(Mark mark) {
        return retriers.getObject().retrierFor(declarations.getObject().declarationOf(mark));
    }

    /** One class whose methods are woven, and which of them are retried. */
    private record WovenType(
            BeanType bean, Map<Method, Mark> marks, RetryInterceptor advice, Map<Method, Boolean> known) {

        boolean retries(Method method) {
            Boolean answer = known.get(method);
            return answer == null ? known.computeIfAbsent(method, this::isRetriedHere) : answer;
        }

        /** An overridden method that is woven too was called by the overriding one, which is being retried. */
        private boolean isRetriedHere(Method method) {
            Method runs = bean.runs(method);
            return marks.containsKey(runs) && (runs.equals(method) || !Unwoven.isWoven(runs));
        }
    }
}
