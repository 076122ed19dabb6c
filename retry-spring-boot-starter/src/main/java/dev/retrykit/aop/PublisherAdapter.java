package dev.retrykit.aop;

import dev.retrykit.Attempt;
import dev.retrykit.Retrier;
import dev.retrykit.reactor.PublisherCalls;
import dev.retrykit.reactor.PublisherFallback;
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

    private PublisherAdapter() {}

    /** The adapter for a type of which Spring makes a publisher and back. */
    static ReturnTypeAdapter of(ReactiveAdapter type, TargetMethod target, @Nullable FallbackMethods fallbacks) {
        Class<?> reactive = type.getReactiveType();
        if (reactive == Mono.class) {
            return adapter(PublisherCalls::mono, PublisherAdapter::publisher, target, fallbacks);
        }
        if (reactive == Flux.class || reactive == Publisher.class) {
            return adapter(PublisherCalls::flux, PublisherAdapter::publisher, target, fallbacks);
        }
        Calls calls = type.isMultiValue()
                ? (retrier, of, each) -> type.fromPublisher(PublisherCalls.flux(retrier, of, each))
                : (retrier, of, each) -> type.fromPublisher(PublisherCalls.mono(retrier, of, each));
        return adapter(calls, returned -> publisher(type, returned), target, fallbacks);
    }

    /** The adapter for a suspending function with one value or none, which Spring hands over as a publisher. */
    static ReturnTypeAdapter ofSuspending(TargetMethod target, @Nullable FallbackMethods fallbacks) {
        return adapter(
                PublisherCalls::mono,
                returned -> returned instanceof Publisher ? publisher(returned) : Mono.justOrEmpty(returned),
                target,
                fallbacks);
    }

    /** The adapter for a suspending function that comes to a flow, which Spring hands over as a publisher. */
    static ReturnTypeAdapter ofSuspending(
            ReactiveAdapter flow, TargetMethod target, @Nullable FallbackMethods fallbacks) {
        return adapter(
                PublisherCalls::flux,
                returned -> returned instanceof Publisher ? publisher(returned) : publisher(flow, returned),
                target,
                fallbacks);
    }

    private static ReturnTypeAdapter adapter(
            Calls calls, Answers answers, TargetMethod target, @Nullable FallbackMethods fallbacks) {
        PublisherOperation<ProxyMethodInvocation, Object> directly =
                (invocation, attempt) -> answers.publisher(target.call(invocation));
        PublisherOperation<ProxyMethodInvocation, Object> onClone =
                (invocation, attempt) -> answers.publisher(proceedOnClone(invocation));
        return fallbacks == null
                ? adapter(calls, directly, onClone)
                : adapter(
                        calls,
                        new Recoverable(directly, answers, fallbacks),
                        new Recoverable(onClone, answers, fallbacks));
    }

    private static ReturnTypeAdapter adapter(
            Calls calls,
            PublisherOperation<ProxyMethodInvocation, Object> directly,
            PublisherOperation<ProxyMethodInvocation, Object> onClone) {
        return (retrier, invocation, innermost) ->
                retrier.isOn() ? calls.of(retrier, invocation, innermost ? directly : onClone) : invocation.proceed();
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

    /** What makes a publisher of what the method, or its fallback, has returned. */
    @FunctionalInterface
    private interface Answers {

        Publisher<Object> publisher(@Nullable Object returned);
    }

    private record Recoverable(
            PublisherOperation<ProxyMethodInvocation, Object> attempts, Answers answers, FallbackMethods fallbacks)
            implements PublisherOperation<ProxyMethodInvocation, Object> {

        @Override
        public Publisher<?> start(ProxyMethodInvocation invocation, Attempt attempt) throws Throwable {
            return attempts.start(invocation, attempt);
        }

        @Override
        public @Nullable PublisherFallback<ProxyMethodInvocation, Object> fallbackFor(Throwable failure) {
            FallbackMethod method = fallbacks.forFailure(failure);
            return method == null ? null : (invocation, same) -> answers.publisher(method.answer(invocation, same));
        }
    }
}
