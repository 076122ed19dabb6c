package dev.retrykit.aop;

import dev.retrykit.Attempt;
import dev.retrykit.ContextOperation;
import dev.retrykit.Fallback;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** Methods whose result is what they return. */
final class ValueAdapter {

    // Constants: what a call that succeeds at once allocates is the clone, if it needs one, and nothing else.
    @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
    private static final ContextOperation<ProxyMethodInvocation, @Nullable Object, Throwable> ON_CLONE =
            (invocation, attempt) -> invocation.invocableClone().proceed();

    @SuppressWarnings("NullAway") // as above
    private static final ContextOperation<ProxyMethodInvocation, @Nullable Object, Throwable> DIRECTLY =
            (invocation, attempt) -> invocation.proceed();

    private ValueAdapter() {}

    static ReturnTypeAdapter with(@Nullable FallbackMethods fallbacks) {
        if (fallbacks == null) {
            return (retrier, invocation, innermost) -> retrier.call(invocation, innermost ? DIRECTLY : ON_CLONE);
        }
        Recoverable directly = new Recoverable(DIRECTLY, fallbacks);
        Recoverable onClone = new Recoverable(ON_CLONE, fallbacks);
        return (retrier, invocation, innermost) -> retrier.call(invocation, innermost ? directly : onClone);
    }

    private record Recoverable(
            ContextOperation<ProxyMethodInvocation, @Nullable Object, Throwable> attempts, FallbackMethods fallbacks)
            implements ContextOperation<ProxyMethodInvocation, @Nullable Object, Throwable> {

        @Override
        @SuppressWarnings("NullAway") // as above
        public @Nullable Object run(ProxyMethodInvocation invocation, Attempt attempt) throws Throwable {
            return attempts.run(invocation, attempt);
        }

        @Override
        public @Nullable Fallback<ProxyMethodInvocation, @Nullable Object, Throwable> fallbackFor(Throwable failure) {
            return fallbacks.forFailure(failure);
        }
    }
}
