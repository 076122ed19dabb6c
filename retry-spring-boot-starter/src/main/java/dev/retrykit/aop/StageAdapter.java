package dev.retrykit.aop;

import dev.retrykit.AsyncContextOperation;
import dev.retrykit.AsyncFallback;
import dev.retrykit.Attempt;
import java.util.concurrent.CompletionStage;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;

/** Methods that return a {@code CompletionStage} or {@code CompletableFuture}: an attempt ends when its stage does. */
final class StageAdapter {

    private static final AsyncContextOperation<ProxyMethodInvocation, @Nullable Object> ON_CLONE =
            StageAdapter::onClone;

    private StageAdapter() {}

    // The stage goes to the caller of the method. A nullable type argument is lost in a lambda.
    @SuppressWarnings({"FutureReturnValueIgnored", "NullAway"})
    static ReturnTypeAdapter with(TargetMethod target, @Nullable FallbackMethods fallbacks) {
        AsyncContextOperation<ProxyMethodInvocation, @Nullable Object> directly =
                (invocation, attempt) -> stage(target.call(invocation));
        if (fallbacks == null) {
            return (retrier, invocation, innermost) -> retrier.callAsync(invocation, innermost ? directly : ON_CLONE);
        }
        Recoverable recoverable = new Recoverable(directly, fallbacks);
        Recoverable onClone = new Recoverable(ON_CLONE, fallbacks);
        return (retrier, invocation, innermost) -> retrier.callAsync(invocation, innermost ? recoverable : onClone);
    }

    private static CompletionStage<@Nullable Object> onClone(ProxyMethodInvocation invocation, Attempt attempt)
            throws Throwable {
        MethodInvocation clone = invocation.invocableClone();
        // Retries begin on another thread, where advice further inside would look for the invocation in vain.
        return stage(attempt.number() == 1 ? clone.proceed() : ExposeInvocationInterceptor.INSTANCE.invoke(clone));
    }

    // The method's return type says what it is; that it may be null all the same, the retrier knows.
    @SuppressWarnings({"unchecked", "NullAway"})
    private static CompletionStage<@Nullable Object> stage(@Nullable Object returned) {
        return (CompletionStage<@Nullable Object>) returned;
    }

    private record Recoverable(
            AsyncContextOperation<ProxyMethodInvocation, @Nullable Object> attempts, FallbackMethods fallbacks)
            implements AsyncContextOperation<ProxyMethodInvocation, @Nullable Object> {

        @Override
        public CompletionStage<@Nullable Object> start(ProxyMethodInvocation invocation, Attempt attempt)
                throws Throwable {
            return attempts.start(invocation, attempt);
        }

        @Override
        @SuppressWarnings("NullAway") // a nullable type argument, which the analysis loses in a lambda
        public @Nullable AsyncFallback<ProxyMethodInvocation, @Nullable Object> fallbackFor(Throwable failure) {
            FallbackMethod method = fallbacks.forFailure(failure);
            return method == null ? null : (invocation, same) -> stage(method.answer(invocation, same));
        }
    }
}
