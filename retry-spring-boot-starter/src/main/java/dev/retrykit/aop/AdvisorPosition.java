package dev.retrykit.aop;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AdvisedSupport;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.core.Ordered;

/** The place of new advice in the chain of a proxy that somebody else has made. */
final class AdvisorPosition {

    private AdvisorPosition() {}

    /** The index before the first advisor of a higher order, after the one that exposes the invocation. */
    @SuppressWarnings("ReferenceEquality") // both are constants of Spring's
    static int in(Advised proxy, int order) {
        Advisor[] advisors = proxy.getAdvisors();
        int first = advisors.length > 0 && advisors[0] == ExposeInvocationInterceptor.ADVISOR ? 1 : 0;
        // A proxy without target ends in an advisor that does its work: nothing comes after that.
        int end = proxy.getTargetSource() == AdvisedSupport.EMPTY_TARGET_SOURCE && advisors.length > 0
                ? advisors.length - 1
                : advisors.length;
        for (int i = first; i < end; i++) {
            if (orderOf(advisors[i]) > order) {
                return i;
            }
        }
        return Math.max(first, end);
    }

    private static int orderOf(Advisor advisor) {
        return advisor instanceof Ordered ordered ? ordered.getOrder() : Ordered.LOWEST_PRECEDENCE;
    }
}
