package dev.retrykit.aop;

import dev.retrykit.AsyncContextOperation;
import dev.retrykit.Attempt;
import dev.retrykit.Retrier;
import java.util.concurrent.CompletionStage;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;

/** Methods that return a {@code CompletionStage} or {@code CompletableFuture}: an attempt ends when its stage does. */
final class StageAdapter {

    private static final AsyncContextOperation<ProxyMethodInvocation, @Nullable Object> ATTEMPT = StageAdapter::start;

    private StageAdapter() {}

    @SuppressWarnings("FutureReturnValueIgnored") // it goes to the caller of the method
    static Object call(Retrier retrier, ProxyMethodInvocation invocation) {
        return retrier.callAsync(invocation, ATTEMPT);
    }

    // The method's return type says what it is; that it may be null all the same, the retrier knows.
    @SuppressWarnings({"unchecked", "NullAway"})
    private static CompletionStage<@Nullable Object> start(ProxyMethodInvocation invocation, Attempt attempt)
            throws Throwable {
        MethodInvocation clone = invocation.invocableClone();
        // Retries begin on another thread, where advice further inside would look for the invocation in vain.
        Object stage = attempt.number() == 1 ? clone.proceed() : ExposeInvocationInterceptor.INSTANCE.invoke(clone);
        return (CompletionStage<@Nullable Object>) stage;
    }
}
