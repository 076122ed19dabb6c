package dev.retrykit.aop;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.AdvisedSupport;
import org.springframework.aop.framework.AdvisedSupportListener;

/**
 * The advice on a proxy: looks the method up and hands the call to its retrier. Thread-safe.
 *
 * <p>Each attempt proceeds on a clone of the invocation, since an invocation can go through the rest of its chain only
 * once, and since advice further inside may replace arguments, which the next attempt must not see. Where no advice is
 * further inside there is no rest of the chain: then attempts need no clone, and a proxy that tells its listeners when
 * that changes gets none made.
 */
final class RetryInterceptor implements MethodInterceptor, AdvisedSupportListener {

    private final RetriedType type;
    private boolean innermost;

    RetryInterceptor(RetriedType type) {
        this.type = type;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return type.method(invocation.getMethod()).call((ProxyMethodInvocation) invocation, innermost);
    }

    @Override
    public void activated(AdvisedSupport proxy) {
        adviceChanged(proxy);
    }

    @Override
    public void adviceChanged(AdvisedSupport proxy) {
        Advisor[] advisors = proxy.getAdvisors();
        innermost = advisors[advisors.length - 1].getAdvice() == this;
    }
}
