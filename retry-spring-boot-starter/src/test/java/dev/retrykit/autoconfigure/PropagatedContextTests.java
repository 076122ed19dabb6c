package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.CallerContext;
import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.testing.VirtualTime;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

class PropagatedContextTests {

    private final List<@Nullable Object> seen = Collections.synchronizedList(new ArrayList<>());

    static class OtherThread {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }

        @Bean(destroyMethod = "shutdown")
        ExecutorService applicationTaskExecutor() {
            return Executors.newSingleThreadExecutor();
        }
    }

    @AfterEach
    void clear() {
        MDC.clear();
        SecurityContextHolder.clearContext();
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void theLoggingContextIsTheSameInEveryAttempt() {
        MDC.put("order", "A-1");
        assertThat(failingTwice(() -> MDC.get("order"))).containsExactly("A-1", "A-1", "A-1");
    }

    @Test
    void theSecurityContextIsTheSameInEveryAttempt() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "secret"));
        assertThat(failingTwice(() -> {
                    Authentication authentication =
                            SecurityContextHolder.getContext().getAuthentication();
                    return authentication == null ? null : authentication.getName();
                }))
                .containsExactly("ann", "ann", "ann");
    }

    @Test
    void theLocaleIsTheSameInEveryAttempt() {
        LocaleContextHolder.setLocale(Locale.forLanguageTag("de-CH"));
        assertThat(failingTwice(LocaleContextHolder::getLocale))
                .containsOnly(Locale.forLanguageTag("de-CH"))
                .hasSize(3);
    }

    @Test
    void theObservationIsTheSameInEveryAttempt() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(context -> true);
        Observation order = Observation.start("order", registry);
        order.scoped(
                () -> assertThat(failingTwice(registry::getCurrentObservation)).containsExactly(order, order, order));
    }

    @Test
    void whatTheCallerDidNotHaveIsAbsentAndThreadsAreLeftAsTheyWere() {
        runner().run(context -> {
            Executor executor = context.getBean(ExecutorService.class);
            CompletableFuture.runAsync(() -> MDC.put("order", "of another call"), executor)
                    .join();

            call(context.getBean(RetryRegistry.class), () -> MDC.get("order"));

            assertThat(seen).containsExactly(null, null, null);
            assertThat(CompletableFuture.supplyAsync(() -> MDC.get("order"), executor))
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isEqualTo("of another call");
        });
    }

    @Test
    void withoutContextPropagationAttemptsOnOtherThreadsFindNothing() {
        runner().withClassLoader(new FilteredClassLoader("io.micrometer.context"))
                .run(context -> {
                    assertThat(context).doesNotHaveBean(CallerContext.class);
                    MDC.put("order", "A-1");
                    call(context.getBean(RetryRegistry.class), () -> MDC.get("order"));
                    assertThat(seen).containsExactly("A-1", null, null);
                });
    }

    @Test
    void aContextOfTheApplicationIsTakenInstead() {
        runner().withBean(
                        CallerContext.class,
                        () -> () -> attempt -> {
                            MDC.put("order", "retry " + attempt.number());
                            return () -> MDC.remove("order");
                        })
                .run(context -> {
                    call(context.getBean(RetryRegistry.class), () -> MDC.get("order"));
                    assertThat(seen).containsExactly(null, "retry 2", "retry 3");
                });
    }

    private List<@Nullable Object> failingTwice(Supplier<@Nullable Object> look) {
        runner().run(context -> call(context.getBean(RetryRegistry.class), look));
        return seen;
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(RetryAutoConfiguration.class, RetryContextAutoConfiguration.class))
                .withUserConfiguration(OtherThread.class)
                .withPropertyValues("retrykit.instances.payments.backoff.strategy=none");
    }

    private void call(RetryRegistry registry, Supplier<@Nullable Object> look) {
        Retrier payments = registry.get("payments");
        CompletableFuture<String> call = payments.callAsync(attempt -> {
            seen.add(look.get());
            return attempt.last()
                    ? CompletableFuture.completedFuture("paid")
                    : CompletableFuture.failedFuture(new IllegalStateException("sold out"));
        });
        assertThat(call).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("paid");
    }
}
