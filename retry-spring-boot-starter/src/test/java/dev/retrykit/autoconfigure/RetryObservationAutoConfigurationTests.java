package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.CallObserver;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.metrics.RetryMetrics;
import dev.retrykit.observation.RetryCallContext;
import dev.retrykit.observation.RetryCallConvention;
import dev.retrykit.observation.StandardCallConvention;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

class RetryObservationAutoConfigurationTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RetryAutoConfiguration.class,
                    RetryAopAutoConfiguration.class,
                    RetryMetricsAutoConfiguration.class,
                    RetryObservationAutoConfiguration.class))
            .withBean(Till.class)
            .withPropertyValues("retrykit.instances.payments.max-attempts=2");

    private final ApplicationContextRunner observed =
            application.withBean(TestObservationRegistry.class, TestObservationRegistry::create);

    /** Public, since another class loader makes a subclass of it. */
    public static class Till {

        /** A call. */
        @Retryable("payments")
        public void pay() {}

        /**
         * A call, later.
         *
         * @return a publisher of one value
         */
        @Retryable("payments")
        public Mono<String> payLater() {
            return Mono.just("paid").hide();
        }
    }

    private static TestObservationRegistryAssert assertThatObserved(ApplicationContext context) {
        return TestObservationRegistryAssert.assertThat(context.getBean(TestObservationRegistry.class));
    }

    @Test
    void observesNothingByDefault() {
        observed.run(context -> {
            context.getBean(Till.class).pay();
            assertThat(context).doesNotHaveBean(CallObserver.class);
            assertThat(context.getBean(RetryRegistry.class).get("payments").observer())
                    .isNull();
            assertThatObserved(context).doesNotHaveAnyObservation();
        });
    }

    @Test
    void startsWithOneObserverOnly() {
        CallObserver observer = name -> null;
        application
                .withBean("one", CallObserver.class, () -> observer)
                .withBean("other", CallObserver.class, () -> observer)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessage("No qualifying bean of type 'dev.retrykit.CallObserver' available:"
                                + " expected single matching bean but found 2: one,other"));
    }

    @Test
    void observesCallsOfAnnotatedMethods() {
        observed.withPropertyValues("retrykit.observations=call").run(context -> {
            context.getBean(Till.class).pay();
            assertThatObserved(context)
                    .hasSingleObservationThat()
                    .hasNameEqualTo("retry.call")
                    .hasContextualNameEqualTo("retry payments")
                    .hasLowCardinalityKeyValue("name", "payments")
                    .hasLowCardinalityKeyValue("outcome", "success")
                    .hasHighCardinalityKeyValue("retry.attempts", "1")
                    .hasBeenStopped();
        });
    }

    @Test
    void observesAttemptsOfAnnotatedPublishers() {
        observed.withPropertyValues("retrykit.observations=attempt").run(context -> {
            context.getBean(Till.class).payLater().block();
            assertThatObserved(context)
                    .hasNumberOfObservationsEqualTo(2)
                    .hasObservationWithNameEqualTo("retry.attempt")
                    .that()
                    .hasParentObservationContextMatching(RetryCallContext.class::isInstance)
                    .hasBeenStopped();
        });
    }

    @Test
    void observesInstancesThatTheApplicationRegisters() {
        observed.withPropertyValues("retrykit.observations=call").run(context -> {
            context.getBean(RetryRegistry.class)
                    .register("refunds", RetryPolicy.defaults())
                    .call(() -> "paid");
            assertThatObserved(context).hasSingleObservationThat().hasLowCardinalityKeyValue("name", "refunds");
        });
    }

    @Test
    void addsMetersBesideThoseOfTheRetriers() {
        observed.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("retrykit.observations=attempt")
                .run(context -> {
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    context.getBean(RetryMetrics.class).bindTo(meters);
                    context.getBean(ObservationRegistry.class)
                            .observationConfig()
                            .observationHandler(new DefaultMeterObservationHandler(meters));
                    context.getBean(Till.class).pay();

                    assertThat(meters.get("retry.call")
                                    .tag("outcome", "success")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(meters.get("retry.attempt")
                                    .tag("outcome", "success")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(meters.get("retry.call.attempt.success")
                                    .counter()
                                    .count())
                            .isEqualTo(1);
                    assertThat(meters.get("retry.calls")
                                    .tags("outcome", "success", "retried", "false")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void takesTheConventionOfTheApplication() {
        RetryCallConvention own = new StandardCallConvention() {
            @Override
            public String getName() {
                return "shop.retries";
            }
        };
        observed.withPropertyValues("retrykit.observations=call")
                .withBean(RetryCallConvention.class, () -> own)
                .run(context -> {
                    context.getBean(Till.class).pay();
                    assertThatObserved(context).hasSingleObservationThat().hasNameEqualTo("shop.retries");
                });
    }

    @Test
    void givesWayToAnObserverOfTheApplication() {
        CallObserver own = retrier -> null;
        observed.withPropertyValues("retrykit.observations=call")
                .withBean(CallObserver.class, () -> own)
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("payments")
                                .observer())
                        .isSameAs(own));
    }

    @Test
    void leavesAnInstanceItsOwnObserver() {
        CallObserver own = retrier -> null;
        observed.withPropertyValues("retrykit.observations=call")
                .withBean(RetrierCustomizer.class, () -> (name, retrier) -> retrier.observer(own))
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("payments")
                                .observer())
                        .isSameAs(own));
    }

    @Test
    void canBeSwitchedByAVariable() {
        Application.of("")
                .variable("RETRYKIT_OBSERVATIONS", "attempt")
                .beans(ObservedShop.class)
                .run(context -> assertThat(context).hasSingleBean(CallObserver.class));
    }

    @Test
    void isOffWhereYamlSaysSo() {
        Application.of("""
                        retrykit:
                          observations: off
                        """)
                .beans(ObservedShop.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CallObserver.class));
    }

    @ImportAutoConfiguration(RetryObservationAutoConfiguration.class)
    static class ObservedShop {

        @Bean
        ObservationRegistry observationRegistry() {
            return ObservationRegistry.create();
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(Application.of("""
                        retrykit:
                          observations: calls
                        """).failure()).isEqualTo("""
                        retrykit.observations must be one of off, call, attempt, but was 'calls'

                            Origin: application.yml - 2:17

                        => Did you mean 'call'?
                        """);
    }

    @Test
    void refusesToObserveWithoutARegistry() {
        assertThat(Application.of("""
                        retrykit:
                          observations: call
                        """).failure()).isEqualTo("""
                        retrykit.observations must be off where there is no bean of type \
                        io.micrometer.observation.ObservationRegistry, but was 'call'

                        => Add spring-boot-starter-actuator, or define such a bean, or remove the property.
                        """);
    }

    @Test
    void refusesToObserveWithoutMicrometer() {
        application
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .withPropertyValues("retrykit.observations=attempt")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("retrykit.observations must be off where"
                                + " io.micrometer.observation.ObservationRegistry is not on the class path,"
                                + " but was 'attempt'"));
    }
}
