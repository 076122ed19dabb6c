package dev.retrykit.aop;

import dev.retrykit.Retrier;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** How a method's return type is retried: what counts as its result, and who makes the attempts. */
@FunctionalInterface
interface ReturnTypeAdapter {

    /** Makes a call of the method, all its attempts included; each on a clone unless the advice is the innermost. */
    @Nullable Object call(Retrier retrier, ProxyMethodInvocation invocation, boolean innermost) throws Throwable;

    /**
     * The adapter for a method that {@link Unsupported} lets through.
     *
     * @param target the method as the proxy calls it
     * @param fallbacks what answers in place of its failures, by the same type; null for nothing
     */
    static ReturnTypeAdapter of(Method method, TargetMethod target, @Nullable FallbackMethods fallbacks) {
        Class<?> type = method.getReturnType();
        if (type == CompletableFuture.class || type == CompletionStage.class) {
            return StageAdapter.with(target, fallbacks);
        }
        ReturnTypeAdapter reactive = ReactiveTypes.adapterFor(method, target, fallbacks);
        return reactive == null ? ValueAdapter.with(target, fallbacks) : reactive;
    }
}
