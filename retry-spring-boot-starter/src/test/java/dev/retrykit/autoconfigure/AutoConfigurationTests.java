package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.aop.RetrierSource;
import dev.retrykit.condition.StatusSource;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryListener;
import dev.retrykit.testing.VirtualTime;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;

@ExtendWith(OutputCaptureExtension.class)
class AutoConfigurationTests {

    private static final String FOUR_ATTEMPTS = """
            retrykit:
              defaults:
                max-attempts: 4
                budget: none
              instances:
                payments:
            """;

    static class Timeless {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }
    }

    static class OwnRegistry {

        @Bean
        RetryRegistry ownRegistry() {
            RetryRegistry registry = RetryRegistry.create();
            registry.register("by-hand", RetryPolicy.defaults());
            return registry;
        }
    }

    static class OwnSource {

        @Bean
        RetrierSource ownSource() {
            return declaration ->
                    Retrier.of("own", RetryPolicy.builder().maxAttempts(2).build());
        }
    }

    static class Late {

        @Bean
        @Lazy
        Object shop() {
            return new Shop();
        }
    }

    static class LateTill {

        @Bean
        @Lazy
        Object till() {
            return new Till();
        }
    }

    static class PrototypeTill {

        @Bean
        @Scope("prototype")
        Object till() {
            return new Till();
        }
    }

    static class UntypedTill {

        @Bean
        Object till() {
            return new Till();
        }
    }

    static class Programmatic {

        final Retrier payments;

        Programmatic(RetryRegistry registry) {
            this.payments = registry.get("payments");
        }
    }

    static class Watching {

        final List<RetryEvent> events = new ArrayList<>();

        @Bean
        RetryListener listener() {
            return events::add;
        }

        @Bean
        StatusSource statusSource() {
            return failure -> failure instanceof IllegalStateException ? "400" : null;
        }
    }

    @Test
    void retriesAnnotatedMethods() {
        Application.of(FOUR_ATTEMPTS).beans(Shop.class, Timeless.class).run(context -> {
            Shop shop = context.getBean(Shop.class);
            assertThatIllegalStateException().isThrownBy(shop::order).withMessage("sold out");
            assertThat(shop.calls()).isEqualTo(4);
            assertThat(context.getBean(RetryRegistry.class)
                            .get("shop-order")
                            .statistics()
                            .retries())
                    .isEqualTo(3);
        });
    }

    @Test
    void switchedOffLeavesMethodsPlainAndRetriersThere() {
        Application.of("retrykit.enabled: false\n" + FOUR_ATTEMPTS)
                .beans(Shop.class, Programmatic.class)
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);
                    assertThat(AopUtils.isAopProxy(shop)).isFalse();
                    assertThatIllegalStateException().isThrownBy(shop::order);
                    assertThat(shop.calls()).isEqualTo(1);
                    assertThat(context.getBean(Programmatic.class).payments.isOn())
                            .isFalse();
                });
    }

    @Test
    void aSwitchedOffInstancePassesCallsThrough() {
        Application.of(FOUR_ATTEMPTS + "    shop-order.enabled: false\n")
                .beans(Shop.class)
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);
                    assertThatIllegalStateException().isThrownBy(shop::order);
                    assertThat(shop.calls()).isEqualTo(1);
                });
    }

    @Test
    void beansFindTheRetriersInTheRegistryWhileTheyAreCreated() {
        Application.of(FOUR_ATTEMPTS)
                .beans(Programmatic.class)
                .run(context -> assertThat(
                                context.getBean(Programmatic.class).payments.name())
                        .isEqualTo("payments"));
    }

    @Test
    void aRegistryOfTheApplicationGetsTheRetriersToo() {
        Application.of(FOUR_ATTEMPTS)
                .beans(Shop.class, OwnRegistry.class)
                .run(context -> assertThat(context.getBean(RetryRegistry.class).all())
                        .extracting(Retrier::name)
                        .containsExactly("by-hand", "payments", "shop-order"));
    }

    @Test
    void warnsOfConfigurationThatARetrierOfTheApplicationLeavesUnused(CapturedOutput output) {
        Application.of("retrykit.instances.by-hand.max-attempts: 7\n")
                .beans(OwnRegistry.class)
                .run(context -> {
                    assertThat(context.getBean(RetryRegistry.class)
                                    .get("by-hand")
                                    .policy()
                                    .maxAttempts())
                            .hasValue(3);
                    assertThat(context.getBean(EffectivePolicies.class).of("by-hand"))
                            .isEmpty();
                    assertThat(output)
                            .containsOnlyOnce("'retrykit.instances.by-hand' is not in force: the application has"
                                    + " registered a retrier of that name itself");
                });
    }

    @Test
    void knowsTheStatusAndPushbackOfGrpc() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(RetryAutoConfiguration.class, RetryGrpcAutoConfiguration.class))
                .withPropertyValues(
                        "retrykit.instances.echo.backoff.strategy=none", "retrykit.instances.echo.budget=none")
                .run(context -> {
                    Retrier echo = context.getBean(RetryRegistry.class).get("echo");
                    assertThatThrownBy(() -> echo.run(() -> {
                                throw Status.INVALID_ARGUMENT.asRuntimeException();
                            }))
                            .isInstanceOf(StatusRuntimeException.class);
                    assertThat(echo.statistics().retries()).isZero();
                    assertThatThrownBy(() -> echo.run(() -> {
                                throw Status.UNAVAILABLE.asRuntimeException();
                            }))
                            .isInstanceOf(StatusRuntimeException.class);
                    assertThat(echo.statistics().retries()).isEqualTo(2);
                    assertThat(echo.policy().serverDelay()).isPresent();
                });
    }

    @Test
    void aSourceOfTheApplicationIsAskedInstead() {
        Application.of(FOUR_ATTEMPTS).beans(Shop.class, OwnSource.class).run(context -> {
            Shop shop = context.getBean(Shop.class);
            assertThatIllegalStateException().isThrownBy(shop::order);
            assertThat(shop.calls()).isEqualTo(2);
        });
    }

    @Test
    void listenersAndStatusSourcesOfTheApplicationServeAllRetriers() {
        Application.of(FOUR_ATTEMPTS).beans(Shop.class, Watching.class).run(context -> {
            Shop shop = context.getBean(Shop.class);
            assertThatIllegalStateException().isThrownBy(shop::order);
            assertThat(shop.calls()).isEqualTo(1);
            assertThat(context.getBean(Watching.class).events).isNotEmpty();
        });
    }

    @Test
    void aBeanOfUnknownTypeJoinsWhenItIsCreated() {
        Application.of(FOUR_ATTEMPTS).beans(Late.class, Timeless.class).run(context -> {
            assertThat(context.getBean(RetryRegistry.class).contains("shop-order"))
                    .isFalse();
            Shop shop = (Shop) context.getBean("shop");
            assertThatIllegalStateException().isThrownBy(shop::order).withMessage("sold out");
            assertThat(shop.calls()).isEqualTo(4);
        });
    }

    @Test
    void aBeanOfUnknownTypeIsCheckedWhenItIsCreated() {
        Application.of("")
                .beans(LateTill.class)
                .run(context -> assertThatThrownBy(() -> context.getBean("till"))
                        .rootCause()
                        .isInstanceOf(InvalidRetryConfigurationException.class)
                        .hasMessage("@Retryable on Till.pay must name an instance under 'retrykit.instances',"
                                + " but was 'payments'"));
    }

    @Test
    void aPrototypeOfUnknownTypeIsCheckedEachTimeItIsCreated() {
        Application.of("").beans(PrototypeTill.class).run(context -> {
            for (int time = 1; time <= 2; time++) {
                assertThatThrownBy(() -> context.getBean("till"))
                        .rootCause()
                        .isInstanceOf(InvalidRetryConfigurationException.class)
                        .hasMessage("@Retryable on Till.pay must name an instance under 'retrykit.instances',"
                                + " but was 'payments'");
            }
        });
    }

    @Test
    void aSingletonOfUnknownTypeEndsTheStart() {
        assertThat(Application.of("").beans(UntypedTill.class).failure()).isEqualTo("""
                @Retryable on Till.pay must name an instance under 'retrykit.instances', but was 'payments'

                => Configure 'retrykit.instances.payments'.
                """);
    }

    @Test
    void closesTheRegistryWithTheContext() {
        List<RetryRegistry> registry = new ArrayList<>();
        Application.of(FOUR_ATTEMPTS).run(context -> registry.add(context.getBean(RetryRegistry.class)));
        assertThatIllegalStateException().isThrownBy(registry.get(0)::resume);
    }

    @Test
    void hasNoExecutorThatWouldReplaceTheApplications() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        RetryAutoConfiguration.class,
                        RetryAopAutoConfiguration.class,
                        TaskExecutionAutoConfiguration.class,
                        TaskSchedulingAutoConfiguration.class))
                .withUserConfiguration(Scheduling.class)
                .run(context -> {
                    assertThat(context.getBeanNamesForType(Executor.class))
                            .containsExactlyInAnyOrder("applicationTaskExecutor", "taskScheduler");
                    assertThat(context).hasSingleBean(TaskScheduler.class);
                    assertThat(context).doesNotHaveBean(ScheduledExecutorService.class);
                });
    }

    @EnableScheduling
    static class Scheduling {}

    @Test
    void asynchronousRetriesRunOnTheExecutorOfTheApplication() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(RetryAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
                .withPropertyValues(
                        "retrykit.instances.payments.backoff.strategy=none",
                        "spring.task.execution.thread-name-prefix=applications-")
                .run(context -> {
                    List<String> threads = new ArrayList<>();
                    context.getBean(RetryRegistry.class)
                            .get("payments")
                            .callAsync(attempt -> {
                                threads.add(Thread.currentThread().getName());
                                return threads.size() < 2
                                        ? CompletableFuture.failedFuture(new IllegalStateException())
                                        : CompletableFuture.completedFuture("done");
                            })
                            .join();
                    assertThat(threads.get(1)).startsWith("applications-");
                });
    }

    @Test
    void checksAtTheStartEvenIfBeansAreLazy() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RetryAutoConfiguration.class))
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withPropertyValues("retrykit.defaults.max-attempts=0")
                .run(context -> assertThat(context).hasFailed());
    }
}
