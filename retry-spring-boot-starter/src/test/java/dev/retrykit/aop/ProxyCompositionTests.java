package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.retrykit.annotation.Retryable;
import jakarta.annotation.PostConstruct;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;

/** Retries beside advice of others: one proxy, the right order, never twice. */
class ProxyCompositionTests {

    interface Till {
        int ring(String item);
    }

    static class ShopTill implements Till {
        final Outage outage = new Outage(2);

        @Override
        @Retryable("till")
        public int ring(String item) {
            return outage.call();
        }
    }

    @Aspect
    @Order(1)
    static class Outside {
        final AtomicInteger calls = new AtomicInteger();

        @Around("execution(* *..Till.ring(..))")
        Object around(ProceedingJoinPoint call) throws Throwable {
            calls.incrementAndGet();
            return call.proceed();
        }
    }

    @Aspect
    static class Inside {
        final AtomicInteger calls = new AtomicInteger();

        @Around("execution(* *..Till.ring(..)) && args(item)")
        Object around(ProceedingJoinPoint call, String item) throws Throwable {
            calls.incrementAndGet();
            return call.proceed(new Object[] {item + "!"});
        }
    }

    @EnableAspectJAutoProxy
    static class InterfaceProxies {}

    @EnableAspectJAutoProxy(proxyTargetClass = true)
    static class ClassProxies {}

    private static List<String> chainOf(Object proxy) {
        return Stream.of(((Advised) proxy).getAdvisors())
                .map(Advisor::getAdvice)
                .map(advice -> advice.getClass().getSimpleName())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(classes = {InterfaceProxies.class, ClassProxies.class})
    void aspectsAreInsideUnlessTheirOrderIsLower(Class<?> kindOfProxy) {
        try (var context = Weaving.of(kindOfProxy, Inside.class, Outside.class, ShopTill.class)) {
            Till till = context.getBean(Till.class);
            assertThat(till.ring("apple")).isEqualTo(3);
            assertThat(context.getBean(Outside.class).calls).hasValue(1);
            assertThat(context.getBean(Inside.class).calls).hasValue(3);
            assertThat(AopUtils.isAopProxy(AopProxyUtils.getSingletonTarget(till)))
                    .isFalse();
            assertThat(chainOf(till))
                    .containsExactly(
                            "ExposeInvocationInterceptor",
                            "AspectJAroundAdvice",
                            "RetryInterceptor",
                            "AspectJAroundAdvice");
        }
    }

    @Test
    void theOrderIsConfigurable() {
        try (var context = Weaving.with(
                List.of("weaving.order=0"), ClassProxies.class, Inside.class, Outside.class, ShopTill.class)) {
            assertThat(context.getBean(Till.class).ring("apple")).isEqualTo(3);
            assertThat(context.getBean(Outside.class).calls).hasValue(3);
        }
    }

    @Test
    void theLowestOrderStillLeavesTheInvocationExposed() {
        try (var context = Weaving.with(
                List.of("weaving.order=" + Integer.MIN_VALUE), ClassProxies.class, Inside.class, ShopTill.class)) {
            Till till = context.getBean(Till.class);
            assertThat(till.ring("apple")).isEqualTo(3);
            assertThat(((Advised) till).getAdvisors()[0]).isSameAs(ExposeInvocationInterceptor.ADVISOR);
        }
    }

    @Test
    void anAspectThatReplacesArgumentsSeesTheCallersInEachAttempt() {
        try (var context = Weaving.of(ClassProxies.class, Inside.class, NotingTill.class)) {
            context.getBean(NotingTill.class).ring("apple");
            assertThat(context.getBean(NotingTill.class).noted()).isEqualTo("apple! apple! apple! ");
        }
    }

    static class NotingTill implements Till {
        private final StringBuilder noted = new StringBuilder();
        private final Outage outage = new Outage(2);

        @Override
        @Retryable("till")
        public int ring(String item) {
            noted.append(item).append(' ');
            return outage.call();
        }

        String noted() {
            return noted.toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Wrapped {
        @Bean
        ShopTill inner() {
            return new ShopTill();
        }

        @Bean
        ProxyFactoryBean outer(ShopTill inner) {
            ProxyFactoryBean outer = new ProxyFactoryBean();
            outer.setTarget(inner);
            outer.setInterfaces(Till.class);
            return outer;
        }

        @Bean
        Till again(ShopTill inner) {
            return inner;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inner", "outer", "again"})
    void aBeanUnderSeveralNamesOrProxiesIsRetriedOnce(String name) {
        try (var context = Weaving.of(Wrapped.class)) {
            Till till = context.getBean(name, Till.class);
            assertThat(till.ring("apple")).isEqualTo(3);
            int retrying = 0;
            for (Object proxy = till; proxy instanceof Advised; proxy = AopProxyUtils.getSingletonTarget(proxy)) {
                retrying += chainOf(proxy).contains("RetryInterceptor") ? 1 : 0;
            }
            assertThat(retrying).isEqualTo(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutTarget {
        @Bean
        Till till() {
            Outage outage = new Outage(2);
            return ProxyFactory.getProxy(AnnotatedTill.class, (MethodInterceptor) invocation -> outage.call());
        }
    }

    interface AnnotatedTill extends Till {
        @Override
        @Retryable("remote")
        int ring(String item);
    }

    @Test
    void aProxyWithoutTargetIsRetriedBeforeTheAdvisorThatDoesItsWork() {
        try (var context = Weaving.of(WithoutTarget.class)) {
            assertThat(context.getBean(Till.class).ring("apple")).isEqualTo(3);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Frozen {
        @Bean
        Till till() {
            ProxyFactory proxy = new ProxyFactory(new ShopTill());
            proxy.addAdvice((MethodInterceptor) invocation -> invocation.proceed());
            proxy.setFrozen(true);
            return (Till) proxy.getProxy();
        }
    }

    @Test
    void aProxyThatTakesNoMoreAdviceGetsOneAroundIt() {
        try (var context = Weaving.of(Frozen.class)) {
            assertThat(context.getBean(Till.class).ring("apple")).isEqualTo(3);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {
        @Bean
        @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
        ShopTill till() {
            return new ShopTill();
        }
    }

    @Test
    void aScopedProxyIsLeftAloneAndItsTargetRetried() {
        try (var context = Weaving.of(Scoped.class)) {
            assertThat(context.getBean(Till.class).ring("apple")).isEqualTo(3);
        }
    }

    static class Egg {
        final Outage outage = new Outage(2);

        @Autowired
        Hen hen;

        @Retryable("egg")
        public int hatch() {
            return outage.call();
        }
    }

    static class Hen {
        @Autowired
        Egg egg;
    }

    @Aspect
    static class Farmer {
        @Around("execution(* *..Egg.hatch(..))")
        Object around(ProceedingJoinPoint call) throws Throwable {
            return call.proceed();
        }
    }

    @Test
    void beansThatNeedEachOtherGetTheProxy() {
        try (var context = Weaving.of(Egg.class, Hen.class)) {
            assertThat(context.getBean(Hen.class).egg).isSameAs(context.getBean(Egg.class));
            assertThat(context.getBean(Hen.class).egg.hatch()).isEqualTo(3);
        }
    }

    @Test
    void beansThatNeedEachOtherGetTheProxyThatOthersMade() {
        try (var context = Weaving.of(ClassProxies.class, Farmer.class, Egg.class, Hen.class)) {
            assertThat(context.getBean(Hen.class).egg).isSameAs(context.getBean(Egg.class));
            assertThat(chainOf(context.getBean(Egg.class)))
                    .containsExactly("ExposeInvocationInterceptor", "RetryInterceptor", "AspectJAroundAdvice");
            assertThat(context.getBean(Hen.class).egg.hatch()).isEqualTo(3);
        }
    }

    static class Chick {
        static int made;
        final Outage outage = new Outage(2);

        @Autowired
        @Lazy
        Nest nest;

        @PostConstruct
        void hatch() {
            if (++made == 1) {
                nest.size();
                throw new IllegalStateException("too early");
            }
        }

        @Retryable("chick")
        public int grow() {
            return outage.call();
        }
    }

    static class Nest {
        @Autowired
        Chick chick;

        int size() {
            return 1;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyNest {
        @Bean
        @Lazy
        Chick chick() {
            return new Chick();
        }

        @Bean
        @Lazy
        Nest nest() {
            return new Nest();
        }
    }

    @Test
    void aBeanWhoseFirstCreationFailedAfterOthersSawItIsRetriedToo() {
        try (var context = Weaving.of(LazyNest.class)) {
            Chick.made = 0;
            assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> context.getBean(Chick.class));
            assertThat(context.getBean(Chick.class).grow()).isEqualTo(3);
        }
    }

    static class Post {
        final Outage outage = new Outage(2);

        @Async
        @Retryable("post")
        public void send() {
            outage.call();
        }
    }

    @EnableAsync(proxyTargetClass = true)
    @Configuration(proxyBeanMethods = false)
    static class Asynchronous implements AsyncConfigurer {
        @Override
        public Executor getAsyncExecutor() {
            return Runnable::run;
        }
    }

    @Test
    void asynchronousMethodsAreRetriedOnTheirOwnThread() {
        try (var context = Weaving.of(Asynchronous.class, Post.class)) {
            Post post = context.getBean(Post.class);
            post.send();
            assertThat(chainOf(post)).containsExactly("AnnotationAsyncExecutionInterceptor", "RetryInterceptor");
            assertThat(AopProxyUtils.getSingletonTarget(post))
                    .isInstanceOfSatisfying(
                            Post.class,
                            target -> assertThat(target.outage.calls()).isEqualTo(3));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Plain {
        @Bean
        Object plain() {
            return new Object();
        }
    }

    @Test
    void beansWithoutAnnotationsStayAsTheyAre() {
        try (AnnotationConfigApplicationContext context = Weaving.of(Plain.class)) {
            assertThat(AopUtils.isAopProxy(context.getBean("plain"))).isFalse();
        }
    }
}
