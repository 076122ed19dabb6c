package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.core.Ordered;

class AdvisorPositionTests {

    private static Advisor ofOrder(int order) {
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor((MethodInterceptor) MethodInvocation::proceed);
        advisor.setOrder(order);
        return advisor;
    }

    private static ProxyFactory proxy(Advisor... advisors) {
        ProxyFactory proxy = new ProxyFactory(new Object());
        Stream.of(advisors).forEach(proxy::addAdvisor);
        return proxy;
    }

    @Test
    void isBeforeTheFirstOfAHigherOrder() {
        assertThat(AdvisorPosition.in(proxy(ofOrder(1), ofOrder(5), ofOrder(9)), 5))
                .isEqualTo(2);
        assertThat(AdvisorPosition.in(proxy(ofOrder(1), ofOrder(5), ofOrder(9)), 4))
                .isEqualTo(1);
    }

    @Test
    void isLastWhereNoneIsHigher() {
        assertThat(AdvisorPosition.in(proxy(ofOrder(1), ofOrder(5)), 5)).isEqualTo(2);
        assertThat(AdvisorPosition.in(proxy(), 5)).isZero();
    }

    @Test
    void isAfterTheOneThatExposesTheInvocationWhateverTheOrder() {
        ProxyFactory proxy = proxy(ExposeInvocationInterceptor.ADVISOR, ofOrder(5));
        assertThat(AdvisorPosition.in(proxy, Ordered.HIGHEST_PRECEDENCE)).isEqualTo(1);
    }

    @Test
    void isBeforeTheAdvisorThatDoesTheWorkOfAProxyWithoutTarget() {
        ProxyFactory proxy = new ProxyFactory();
        proxy.setInterfaces(List.class);
        proxy.addAdvisor(ofOrder(1));
        proxy.addAdvisor(ofOrder(2));
        assertThat(AdvisorPosition.in(proxy, 5)).isEqualTo(1);
    }

    @Test
    void takesAdvisorsWithoutOrderAsTheHighest() {
        Advisor unordered = new DefaultPointcutAdvisor((MethodInterceptor) MethodInvocation::proceed);
        assertThat(AdvisorPosition.in(proxy(unordered), RetryBeanPostProcessor.DEFAULT_ADVICE_ORDER))
                .isZero();
    }
}
