package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.testing.VirtualTime;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.resilience.retry.MethodRetryPredicate;
import org.springframework.test.util.AopTestUtils;

/** Overloads that bear Spring's annotation, which has no name to tell them apart by. */
@ExtendWith(OutputCaptureExtension.class)
class AdoptedOverloadTests {

    static class Timeless {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }
    }

    static class Always implements MethodRetryPredicate {

        static final AtomicInteger MADE = new AtomicInteger();

        Always() {
            MADE.incrementAndGet();
        }

        @Override
        public boolean shouldRetry(Method method, Throwable failure) {
            return true;
        }
    }

    static class Service {

        private int calls;

        @Retryable(maxRetries = 1, predicate = Always.class)
        void find() {
            fail();
        }

        @Retryable(maxRetries = 2)
        void find(int number) {
            fail();
        }

        @Retryable(maxRetries = 3)
        void find(String[] texts, List<Integer> numbers) {
            fail();
        }

        @Retryable(maxRetries = 4, delay = 2000)
        void same(int number) {
            fail();
        }

        @Retryable(maxRetriesString = "4", delayString = "2s")
        void same(String text) {
            fail();
        }

        @Retryable(maxRetries = 5)
        void mixed(int number) {
            fail();
        }

        @dev.retrykit.annotation.Retryable(maxAttempts = "2")
        void mixed(String text) {
            fail();
        }

        private void fail() {
            calls++;
            throw new IllegalStateException("down");
        }
    }

    static class LateService {

        @Bean
        @Lazy
        Object service() {
            return new Service();
        }
    }

    @Test
    void haveAnInstanceEachWhereTheySayOtherThings() {
        Always.MADE.set(0);
        run("", AdoptedOverloadTests::checkInstances, Service.class);
        assertThat(Always.MADE).hasValue(1);
    }

    @Test
    void haveOneEachWhereTheirTypeIsKnownLate() {
        run(
                "",
                context -> {
                    context.getBean("service");
                    checkInstances(context);
                },
                LateService.class);
    }

    private static void checkInstances(AssertableApplicationContext context) {
        assertThat(context.getBean(RetryRegistry.class).all())
                .extracting(Retrier::name)
                .containsExactly(
                        "adopted-overload-tests-service-find",
                        "adopted-overload-tests-service-find-int",
                        "adopted-overload-tests-service-find-string-array-list",
                        "adopted-overload-tests-service-mixed",
                        "adopted-overload-tests-service-mixed-int",
                        "adopted-overload-tests-service-same");
    }

    @Test
    void areRetriedAsTheySay() {
        run(
                "",
                context -> {
                    Service service = context.getBean(Service.class);
                    assertThat(callsOf(service, service::find)).isEqualTo(2);
                    assertThat(callsOf(service, () -> service.find(1))).isEqualTo(3);
                    assertThat(callsOf(service, () -> service.find(new String[0], List.of())))
                            .isEqualTo(4);
                    assertThat(callsOf(service, () -> service.same(1))).isEqualTo(5);
                    assertThat(callsOf(service, () -> service.same(""))).isEqualTo(5);
                    assertThat(callsOf(service, () -> service.mixed(1))).isEqualTo(6);
                    assertThat(callsOf(service, () -> service.mixed(""))).isEqualTo(2);
                },
                Service.class);
    }

    @Test
    void areConfiguredEachByItsOwnName(CapturedOutput output) {
        String instances = "retrykit.instances.adopted-overload-tests-service-";
        run(
                instances + "find-int.max-attempts: 7\n" + instances + "same-int.max-attempts: 8\n",
                context -> {
                    Service service = context.getBean(Service.class);
                    assertThat(callsOf(service, () -> service.find(1))).isEqualTo(7);
                    assertThat(callsOf(service, service::find)).isEqualTo(2);
                    assertThat(output)
                            .contains(
                                    "No annotated method uses 'retrykit.instances.adopted-overload-tests-service-same-int'");
                },
                Service.class);
    }

    private static int callsOf(Service service, Runnable call) {
        int before = counted(service);
        assertThat(catchThrowable(call::run)).hasMessage("down");
        return counted(service) - before;
    }

    private static int counted(Service service) {
        return ((Service) AopTestUtils.getTargetObject(service)).calls;
    }

    private static void run(String yaml, ContextConsumer<AssertableApplicationContext> test, Class<?> service) {
        Application.of("retrykit.adopt-spring-annotations: true\nretrykit.defaults.budget: none\n" + yaml)
                .beans(Timeless.class, service)
                .run(test);
    }
}
