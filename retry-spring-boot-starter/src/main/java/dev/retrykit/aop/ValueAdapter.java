package dev.retrykit.aop;

import dev.retrykit.ContextOperation;
import dev.retrykit.Retrier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** Methods whose result is what they return. */
final class ValueAdapter {

    // A constant: a call that succeeds at once allocates the clone and nothing else.
    @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
    private static final ContextOperation<ProxyMethodInvocation, @Nullable Object, Throwable> ATTEMPT =
            (invocation, attempt) -> invocation.invocableClone().proceed();

    private ValueAdapter() {}

    static @Nullable Object call(Retrier retrier, ProxyMethodInvocation invocation) throws Throwable {
        return retrier.call(invocation, ATTEMPT);
    }
}
