package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.annotation.Retryable;
import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Annotated beans beside Boot's own automatic proxies, in every combination of its two properties. */
class ProxySettingsTests {

    interface Price {
        @Retryable
        int price();
    }

    static class ListPrice implements Price {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public int price() {
            return thirdTime(calls);
        }
    }

    static class Counter {

        private final AtomicInteger calls = new AtomicInteger();

        @Retryable
        public int count() {
            return thirdTime(calls);
        }
    }

    private static int thirdTime(AtomicInteger calls) {
        int call = calls.incrementAndGet();
        if (call < 3) {
            throw new IllegalStateException("call " + call);
        }
        return call;
    }

    @Aspect
    static class Passing {

        private final AtomicInteger passed = new AtomicInteger();

        @Around("execution(* dev.retrykit.autoconfigure.ProxySettingsTests.*.*(..))"
                + " && !within(dev.retrykit.autoconfigure.ProxySettingsTests.Passing)")
        Object pass(ProceedingJoinPoint joinPoint) throws Throwable {
            passed.incrementAndGet();
            return joinPoint.proceed();
        }
    }

    private static ApplicationContextRunner application(boolean auto, boolean classes) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class, RetryAutoConfiguration.class, RetryAopAutoConfiguration.class))
                .withPropertyValues(
                        "spring.aop.auto=" + auto,
                        "spring.aop.proxy-target-class=" + classes,
                        "retrykit.defaults.backoff.strategy=none");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void areRetriedOnce(boolean auto, boolean classes) {
        application(auto, classes)
                .withBean(ListPrice.class)
                .withBean(Counter.class)
                .run(context -> {
                    Price price = context.getBean(Price.class);
                    assertThat(AopUtils.isJdkDynamicProxy(price)).isEqualTo(!classes);
                    assertThat(price.price()).isEqualTo(3);
                    assertThat(context.getBean(Counter.class).count()).isEqualTo(3);
                });
    }

    @ParameterizedTest
    @CsvSource({"true,true,6", "true,false,6", "false,true,0", "false,false,0"})
    void areRetriedAroundTheAspectsThatTheApplicationHas(boolean auto, boolean classes, int passed) {
        application(auto, classes)
                .withBean(Passing.class)
                .withBean(ListPrice.class)
                .withBean(Counter.class)
                .run(context -> {
                    assertThat(context.getBeanFactory()
                                    .containsBeanDefinition("org.springframework.aop.config.internalAutoProxyCreator"))
                            .isEqualTo(auto);
                    assertThat(AopUtils.isJdkDynamicProxy(context.getBean(Price.class)))
                            .isEqualTo(!classes);
                    assertThat(context.getBean(Price.class).price()).isEqualTo(3);
                    assertThat(context.getBean(Counter.class).count()).isEqualTo(3);
                    assertThat(context.getBean(Passing.class).passed).hasValue(passed);
                });
    }
}
