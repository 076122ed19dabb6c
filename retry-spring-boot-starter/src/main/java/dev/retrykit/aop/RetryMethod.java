package dev.retrykit.aop;

import dev.retrykit.Retrier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * A method with its retrier, all that a call needs.
 *
 * @param retrier the retrier of the method's name
 * @param adapter how its return type is retried
 */
record RetryMethod(Retrier retrier, ReturnTypeAdapter adapter) {

    @Nullable Object call(ProxyMethodInvocation invocation, boolean innermost) throws Throwable {
        return adapter.call(retrier, invocation, innermost);
    }
}
