package dev.retrykit.aop;

import dev.retrykit.ContextOperation;
import dev.retrykit.Retrier;
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

    static @Nullable Object call(Retrier retrier, ProxyMethodInvocation invocation, boolean innermost)
            throws Throwable {
        return retrier.call(invocation, innermost ? DIRECTLY : ON_CLONE);
    }
}
