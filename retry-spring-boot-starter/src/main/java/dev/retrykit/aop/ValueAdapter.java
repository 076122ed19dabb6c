package dev.retrykit.aop;

import dev.retrykit.Attempt;
import dev.retrykit.ContextOperation;
import dev.retrykit.Fallback;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** Methods whose result is what they return. */
final class ValueAdapter {

    private static final Plain ON_CLONE =
            invocation -> invocation.invocableClone().proceed();

    private ValueAdapter() {}

    static ReturnTypeAdapter with(TargetMethod target, @Nullable FallbackMethods fallbacks) {
        Plain directly = target::call;
        if (fallbacks == null) {
            return (retrier, invocation, innermost) -> retrier.call(invocation, innermost ? directly : ON_CLONE);
        }
        Recoverable recoverable = new Recoverable(directly, fallbacks);
        Recoverable onClone = new Recoverable(ON_CLONE, fallbacks);
        return (retrier, invocation, innermost) -> retrier.call(invocation, innermost ? recoverable : onClone);
    }

    /** An attempt that proceeds, made once for a method: what a call that succeeds at once allocates is the clone, if it needs one. */
    private interface Plain extends ContextOperation<ProxyMethodInvocation, @Nullable Object, Throwable> {

        @Nullable Object proceed(ProxyMethodInvocation invocation) throws Throwable;

        @Override
        @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
        default @Nullable Object run(ProxyMethodInvocation invocation, Attempt attempt) throws Throwable {
            return proceed(invocation);
        }

        @Override
        default boolean wantsAttempt() {
            return false;
        }
    }

    private record Recoverable(Plain attempts, FallbackMethods fallbacks) implements Plain {

        @Override
        public @Nullable Object proceed(ProxyMethodInvocation invocation) throws Throwable {
            return attempts.proceed(invocation);
        }

        @Override
        public @Nullable Fallback<ProxyMethodInvocation, @Nullable Object, Throwable> fallbackFor(Throwable failure) {
            return fallbacks.forFailure(failure);
        }
    }
}
