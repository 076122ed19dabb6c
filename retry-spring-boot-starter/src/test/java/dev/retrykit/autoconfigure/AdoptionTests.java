package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.RetryRegistry;
import dev.retrykit.testing.VirtualTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.InvocationRejectedException;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.ConcurrencyLimitBeanPostProcessor;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.RetryAnnotationBeanPostProcessor;
import org.springframework.resilience.annotation.Retryable;

/** Who retries a method with Spring's annotation, and that only one does. */
@ExtendWith(OutputCaptureExtension.class)
class AdoptionTests {

    private static final String ADOPT = """
            retrykit:
              adopt-spring-annotations: true
              defaults:
                budget: none
            """;

    static class Timeless {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Enabled {}

    static class OwnProcessor {

        @Bean
        static RetryAnnotationBeanPostProcessor ownProcessor() {
            return new RetryAnnotationBeanPostProcessor();
        }
    }

    static class HiddenProcessor {

        @Bean
        static BeanPostProcessor hiddenProcessor() {
            return new RetryAnnotationBeanPostProcessor();
        }
    }

    static class Service {

        private int calls;

        int calls() {
            return calls;
        }

        @Retryable(maxRetries = 2, delay = 0)
        void call() {
            calls++;
            throw new IllegalStateException("down");
        }
    }

    static class Limited {

        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch leave = new CountDownLatch(1);

        void awaitInside() throws InterruptedException {
            inside.await();
        }

        void leave() {
            leave.countDown();
        }

        @Retryable(delay = 0)
        @ConcurrencyLimit(limit = 1, policy = ConcurrencyLimit.ThrottlePolicy.REJECT)
        void call() throws InterruptedException {
            inside.countDown();
            leave.await();
        }
    }

    @Test
    void springsProcessorIsRemovedSoThatNothingIsRetriedTwice(CapturedOutput output) {
        Application.of(ADOPT)
                .beans(Enabled.class, OwnProcessor.class, Timeless.class, Service.class)
                .run(context -> {
                    Service service = context.getBean(Service.class);
                    assertThatThrownBy(service::call).hasMessage("down");
                    // 3 = 1 + 2 retries, and not 9
                    assertThat(service.calls()).isEqualTo(3);
                    assertThat(context).doesNotHaveBean(RetryAnnotationBeanPostProcessor.class);
                    assertThat(context).hasSingleBean(ConcurrencyLimitBeanPostProcessor.class);
                });
        assertThat(output.getOut())
                .containsOnlyOnce("Retrykit retries the methods that bear"
                        + " Spring's @Retryable; removed bean"
                        + " 'org.springframework.resilience.annotation.internalRetryAnnotationProcessor',"
                        + " 'ownProcessor',"
                        + " which would have retried them once more");
    }

    @Test
    void withoutAProcessorNothingIsSaid(CapturedOutput output) {
        Application.of(ADOPT).beans(Timeless.class, Service.class).run(context -> {
            Service service = context.getBean(Service.class);
            assertThatThrownBy(service::call).hasMessage("down");
            assertThat(service.calls()).isEqualTo(3);
        });
        assertThat(output.getOut()).doesNotContain("Spring's @Retryable");
    }

    @Test
    void withoutAdoptionSpringsProcessorStaysAsItIs(CapturedOutput output) {
        Application.of("").beans(Enabled.class, Timeless.class, Service.class).run(context -> {
            Service service = context.getBean(Service.class);
            assertThatThrownBy(service::call).hasMessage("down");
            assertThat(service.calls()).isEqualTo(3);
            assertThat(context).hasSingleBean(RetryAnnotationBeanPostProcessor.class);
            assertThat(context.getBean(RetryRegistry.class).all()).isEmpty();
        });
        assertThat(output.getOut()).doesNotContain("Spring's @Retryable");
    }

    @Test
    void switchedOffNobodyRetries() {
        Application.of(ADOPT + "  enabled: false\n")
                .beans(Enabled.class, Timeless.class, Service.class)
                .run(context -> {
                    Service service = context.getBean(Service.class);
                    assertThatThrownBy(service::call).hasMessage("down");
                    assertThat(service.calls()).isEqualTo(1);
                });
    }

    @Test
    void anEnvironmentVariableAdopts() {
        Application.of("")
                .variable("RETRYKIT_ADOPTSPRINGANNOTATIONS", "true")
                .beans(Timeless.class, Service.class)
                .run(context -> {
                    Service service = context.getBean(Service.class);
                    assertThatThrownBy(service::call).hasMessage("down");
                    assertThat(service.calls()).isEqualTo(3);
                });
    }

    @Test
    void aProcessorThatItsDefinitionHidesStopsTheStart() {
        assertThat(Application.of(ADOPT)
                        .beans(HiddenProcessor.class, Timeless.class, Service.class)
                        .failure())
                .isEqualTo("""
                Spring's RetryAnnotationBeanPostProcessor is at work although 'retrykit.adopt-spring-annotations' is true: methods would be retried twice.

                => Remove it, or declare its @Bean method with return type RetryAnnotationBeanPostProcessor, so that it is removed for you.
                """);
    }

    @Test
    void theLimitOfConcurrentCallsHoldsAndItsRefusalIsNotRetried() {
        Application.of(ADOPT)
                .beans(Enabled.class, Timeless.class, Limited.class)
                .run(context -> {
                    Limited limited = context.getBean(Limited.class);
                    ExecutorService other = Executors.newSingleThreadExecutor();
                    Future<?> first = other.submit(() -> {
                        limited.call();
                        return null;
                    });
                    limited.awaitInside();
                    assertThatThrownBy(limited::call).isInstanceOf(InvocationRejectedException.class);
                    limited.leave();
                    first.get(10, TimeUnit.SECONDS);
                    other.shutdown();
                    assertThat(context.getBean(RetryRegistry.class)
                                    .get("adoption-tests-limited-call")
                                    .statistics()
                                    .retries())
                            .isZero();
                });
    }
}
