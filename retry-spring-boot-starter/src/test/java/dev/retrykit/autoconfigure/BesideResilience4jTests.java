package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.retry.annotation.Retry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** An application with every auto-configuration there is, Resilience4j's among them. */
@ExtendWith(OutputCaptureExtension.class)
class BesideResilience4jTests {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Service.class, Counts.class})
    static class Everything {}

    static class Counts {

        private final Map<String, Integer> made = new ConcurrentHashMap<>();

        int get(String method) {
            return made.getOrDefault(method, 0);
        }

        void fail(String method) {
            made.merge(method, 1, Integer::sum);
            throw new IllegalStateException("down");
        }
    }

    static class Service {

        private final Counts made;

        Service(Counts made) {
            this.made = made;
        }

        @Retryable
        @Retry(name = "twice")
        void both() {
            made.fail("both");
        }

        @Retryable
        @CircuitBreaker(name = "breaker")
        void guarded() {
            made.fail("guarded");
        }
    }

    private static String said = "";
    private static @Nullable ConfigurableApplicationContext started;

    /** Once, since there is much that starts. */
    @BeforeAll
    static void start(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Everything.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        started = application.run(
                "--retrykit.defaults.backoff.strategy=none",
                "--retrykit.defaults.budget=none",
                "--resilience4j.retry.instances.twice.max-attempts=2",
                "--resilience4j.retry.instances.twice.wait-duration=1ms",
                "--resilience4j.circuitbreaker.instances.breaker.sliding-window-size=2",
                "--resilience4j.circuitbreaker.instances.breaker.minimum-number-of-calls=2");
        said = output.getOut();
    }

    @AfterAll
    static void stop() {
        context().close();
    }

    private static ConfigurableApplicationContext context() {
        return Objects.requireNonNull(started);
    }

    @Test
    void startsWithARegistryOfEach() {
        assertThat(context().getBean(RetryRegistry.class).contains("beside-resilience4j-tests-service-both"))
                .isTrue();
        assertThat(context()
                        .getBean(io.github.resilience4j.retry.RetryRegistry.class)
                        .retry("twice"))
                .isNotNull();
    }

    @Test
    void twoAnnotationsMultiplyAsTheWarningSays() {
        Service service = context().getBean(Service.class);
        assertThatIllegalStateException().isThrownBy(service::both).withMessage("down");
        // 3 attempts of Retrykit's, each of 2 of Resilience4j's
        assertThat(context().getBean(Counts.class).get("both")).isEqualTo(6);
        assertThat(said)
                .contains("BesideResilience4jTests.Service.both bears two retry annotations, Retrykit's @Retryable and"
                        + " Resilience4j's @Retry (io.github.resilience4j.retry.annotation.Retry): where both are"
                        + " processed, Retrykit's is outside unless orders were changed, and each of its attempts makes"
                        + " all of the other's: the attempts multiply. Remove one of them.");
    }

    @Test
    void aBreakerSeesEachAttemptAndEndsTheCallWhenItOpens() {
        Service service = context().getBean(Service.class);
        assertThatExceptionOfType(CallNotPermittedException.class).isThrownBy(service::guarded);
        assertThat(context().getBean(Counts.class).get("guarded")).isEqualTo(2);
        assertThat(context()
                        .getBean(CircuitBreakerRegistry.class)
                        .circuitBreaker("breaker")
                        .getMetrics()
                        .getNumberOfNotPermittedCalls())
                .isEqualTo(1);
    }
}
