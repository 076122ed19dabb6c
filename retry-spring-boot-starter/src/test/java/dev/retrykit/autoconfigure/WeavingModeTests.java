package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.retrykit.annotation.Retryable;
import dev.retrykit.aop.RetryDeclarationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** {@code retrykit.aop.mode} in a JVM without a weaver. */
class WeavingModeTests {

    private static final String ASPECTJ = """
            retrykit:
              aop.mode: aspectj
              defaults.backoff.strategy: none
            """;

    static class Kiosk {
        @Retryable
        void sell() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Hidden {
        @Bean
        @Lazy
        Object kiosk() {
            return new Kiosk();
        }
    }

    interface Remote {
        @Retryable
        int call();
    }

    static class Client implements Remote {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public int call() {
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException();
            }
            return calls.get();
        }
    }

    @Test
    void aClassThatIsNotWovenStopsTheStart() {
        assertThat(Application.of(ASPECTJ).beans(Kiosk.class).failure()).isEqualTo("""
                        WeavingModeTests.Kiosk.sell is not woven: with retrykit.aop.mode=aspectj its calls would not be retried.

                        => Start the JVM with -javaagent:aspectjweaver.jar or weave the class when it is compiled, with the \
                        aspect dev.retrykit.aspectj.RetryAspect; annotate the method itself if it overrides one that is \
                        annotated; or set retrykit.aop.mode=proxy.
                        """);
    }

    @Test
    void aClassThatWasNotKnownThenFailsOnItsFirstCreation() {
        Application.of(ASPECTJ).beans(Hidden.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThatExceptionOfType(BeanCreationException.class)
                    .isThrownBy(() -> context.getBean("kiosk"))
                    .havingRootCause()
                    .isInstanceOf(RetryDeclarationException.class)
                    .withMessage("WeavingModeTests.Kiosk.sell is not woven: with retrykit.aop.mode=aspectj its calls"
                            + " would not be retried.");
        });
    }

    @Test
    void whatIsAnnotatedOnAnInterfaceIsLeftToAProxy() {
        Application.of(ASPECTJ).beans(Client.class).run(context -> {
            Remote remote = context.getBean(Remote.class);
            assertThat(AopUtils.isAopProxy(remote)).isTrue();
            assertThat(remote.call()).isEqualTo(3);
        });
    }

    @Test
    void anUnknownModeStopsTheStart() {
        assertThat(Application.of("retrykit.aop.mode: weave").failure()).isEqualTo("""
                        retrykit.aop.mode must be one of proxy, aspectj, but was 'weave'

                            Origin: application.yml - 1:20

                        => Correct the value.
                        """);
    }
}
