package dev.retrykit.aop;

import dev.retrykit.Attempt;
import dev.retrykit.Retrier;
import dev.retrykit.reactor.PublisherCalls;
import dev.retrykit.reactor.PublisherOperation;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.core.ReactiveAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Methods that answer by a publisher: each subscription is a call, and the method is called anew for each attempt. While
 * its retrier is switched off, the caller gets the method's own publisher.
 */
final class PublisherAdapter {

    static final ReturnTypeAdapter MONO =
            adapter(PublisherCalls::mono, PublisherAdapter::directly, PublisherAdapter::onClone);

    static final ReturnTypeAdapter FLUX =
            adapter(PublisherCalls::flux, PublisherAdapter::directly, PublisherAdapter::onClone);

    private PublisherAdapter() {}

    /** The adapter for a type of which Spring makes a publisher and back. */
    static ReturnTypeAdapter of(ReactiveAdapter type) {
        Class<?> reactive = type.getReactiveType();
        if (reactive == Mono.class) {
            return MONO;
        }
        if (reactive == Flux.class || reactive == Publisher.class) {
            return FLUX;
        }
        PublisherOperation<ProxyMethodInvocation, Object> directly =
                (invocation, attempt) -> publisher(type, invocation.proceed());
        PublisherOperation<ProxyMethodInvocation, Object> onClone =
                (invocation, attempt) -> publisher(type, proceedOnClone(invocation));
        return type.isMultiValue()
                ? adapter(
                        (retrier, of, each) -> type.fromPublisher(PublisherCalls.flux(retrier, of, each)),
                        directly,
                        onClone)
                : adapter(
                        (retrier, of, each) -> type.fromPublisher(PublisherCalls.mono(retrier, of, each)),
                        directly,
                        onClone);
    }

    private static ReturnTypeAdapter adapter(
            Calls calls,
            PublisherOperation<ProxyMethodInvocation, Object> directly,
            PublisherOperation<ProxyMethodInvocation, Object> onClone) {
        return (retrier, invocation, innermost) ->
                retrier.isOn() ? calls.of(retrier, invocation, innermost ? directly : onClone) : invocation.proceed();
    }

    private static Publisher<Object> directly(ProxyMethodInvocation invocation, Attempt attempt) throws Throwable {
        return publisher(invocation.proceed());
    }

    private static Publisher<Object> onClone(ProxyMethodInvocation invocation, Attempt attempt) throws Throwable {
        return publisher(proceedOnClone(invocation));
    }

    /** A subscriber comes after the method has returned, where advice further inside would look for the invocation in vain. */
    private static @Nullable Object proceedOnClone(ProxyMethodInvocation invocation) throws Throwable {
        MethodInvocation clone = invocation.invocableClone();
        return ExposeInvocationInterceptor.INSTANCE.invoke(clone);
    }

    // The method's return type says what it is; that it may be null all the same, the call knows.
    @SuppressWarnings({"unchecked", "NullAway"})
    private static Publisher<Object> publisher(@Nullable Object returned) {
        return (Publisher<Object>) returned;
    }

    private static Publisher<Object> publisher(ReactiveAdapter type, @Nullable Object returned) {
        return publisher(returned == null ? null : type.toPublisher(returned));
    }

    /** What makes calls of one kind. */
    @FunctionalInterface
    private interface Calls {

        Object of(
                Retrier retrier,
                ProxyMethodInvocation invocation,
                PublisherOperation<ProxyMethodInvocation, Object> operation);
    }
}
