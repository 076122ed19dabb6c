package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnvironmentVariableTests {

    private static final String PAYMENTS = """
            retrykit:
              instances:
                payments:
                  max-attempts: 4
                order-service:
                  max-attempts: 4
            """;

    @Test
    void goToTheInstanceThatIsNamedSoWithoutDashes() {
        Application.of(PAYMENTS)
                .variable("RETRYKIT_DEFAULTS_TOTALTIMEOUT", "7s")
                .variable("RETRYKIT_INSTANCES_ORDERSERVICE_MAXATTEMPTS", "6")
                .variable("RETRYKIT_INSTANCES_ORDERSERVICE_BACKOFF_MAXDELAY", "3s")
                .variable("RETRYKIT_INSTANCES_ORDERSERVICE_RETRYON_0", "java.io.IOException")
                .variable("RETRYKIT_INSTANCES_ORDERSERVICE_RETRYON_1", "java.io.UncheckedIOException")
                .run(context -> {
                    RetryRegistry registry = context.getBean(RetryRegistry.class);
                    assertThat(registry.all()).hasSize(2);
                    RetryPolicy policy = registry.get("order-service").policy();
                    assertThat(policy.maxAttempts()).hasValue(6);
                    assertThat(policy.totalTimeout()).contains(Duration.ofSeconds(7));
                    assertThat(policy.backoff()).hasToString("exponential 100ms x 2 up to 3s, full jitter");
                    assertThat(policy.retryOn())
                            .hasToString(IOException.class.getName() + ", " + UncheckedIOException.class.getName());
                });
    }

    @Test
    void goToANameThatOnlyAMethodDerives() {
        Application.of("")
                .beans(Shop.class)
                .variable("RETRYKIT_INSTANCES_SHOPORDER_MAXATTEMPTS", "6")
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("shop-order")
                                .policy()
                                .maxAttempts())
                        .hasValue(6));
    }

    @Test
    void mayBeWrittenWithUnderscoresForDashes() {
        Application.of(PAYMENTS)
                .variable("RETRYKIT_INSTANCES_ORDER_SERVICE_MAX_ATTEMPTS", "6")
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("order-service")
                                .policy()
                                .maxAttempts())
                        .hasValue(6));
    }

    @Test
    void ofThePlatformAreIgnored() {
        Application.of(PAYMENTS)
                .variable("RETRYKIT_SAMPLE_SERVICE_HOST", "10.0.0.7")
                .variable("RETRYKIT_PORT", "tcp://10.0.0.7:80")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void withoutAnInstanceStopTheStart() {
        assertThat(Application.of(PAYMENTS)
                        .variable("RETRYKIT_INSTANCES_PAYMNETS_MAXATTEMPTS", "6")
                        .failure())
                .isEqualTo("""
                RETRYKIT_INSTANCES_PAYMNETS_MAXATTEMPTS is no variable of Retrykit (its value is '6'); did you mean 'RETRYKIT_INSTANCES_PAYMENTS_MAXATTEMPTS'?

                    Origin: "RETRYKIT_INSTANCES_PAYMNETS_MAXATTEMPTS" from property source "systemEnvironment"

                => Correct or remove the variable.
                """);
    }

    @Test
    void withoutAKeyStopTheStart() {
        assertThat(Application.of(PAYMENTS)
                        .variable("RETRYKIT_DEFAULTS_RELAX", "6")
                        .failure())
                .isEqualTo("""
                RETRYKIT_DEFAULTS_RELAX is no variable of Retrykit (its value is '6')

                    Origin: "RETRYKIT_DEFAULTS_RELAX" from property source "systemEnvironment"

                => Its name must consist of RETRYKIT_, the part, the name of an instance or budget that is configured (without dashes), and a key (without dashes).
                """);
    }

    @Test
    void thatMeanTwoInstancesStopTheStart() {
        assertThat(Application.of("""
                retrykit:
                  instances:
                    order-service:
                      max-attempts: 4
                    orders-ervice:
                      max-attempts: 4
                """)
                        .variable("RETRYKIT_INSTANCES_ORDERSERVICE_MAXATTEMPTS", "6")
                        .failure())
                .isEqualTo("""
                RETRYKIT_INSTANCES_ORDERSERVICE_MAXATTEMPTS must mean one name, but 'order-service' and 'orders-ervice' are both written so in the environment (its value is '6')

                    Origin: "RETRYKIT_INSTANCES_ORDERSERVICE_MAXATTEMPTS" from property source "systemEnvironment"

                => Rename one of them, or set the value as a property.
                """);
    }

    @Test
    void withBadValuesStopTheStart() {
        assertThat(Application.of(PAYMENTS)
                        .variable("RETRYKIT_INSTANCES_PAYMENTS_MAXATTEMPTS", "0")
                        .failure())
                .isEqualTo("""
                retrykit.instances.payments.max-attempts must be a whole number from 1 to 2147483647, or 'unlimited', but was '0'

                    Origin: "RETRYKIT_INSTANCES_PAYMENTS_MAXATTEMPTS" from property source "systemEnvironment"

                => Correct the value.
                """);
    }

    @Test
    void winOverFilesAndLoseToSystemProperties() {
        Application.of(PAYMENTS)
                .variable("RETRYKIT_INSTANCES_PAYMENTS_MAXATTEMPTS", "6")
                .variable("RETRYKIT_INSTANCES_PAYMENTS_TOTALTIMEOUT", "6s")
                .systemProperty("retrykit.instances.payments.total-timeout", "7s")
                .run(context -> {
                    RetryPolicy policy =
                            context.getBean(RetryRegistry.class).get("payments").policy();
                    assertThat(policy.maxAttempts()).hasValue(6);
                    assertThat(policy.totalTimeout()).contains(Duration.ofSeconds(7));
                });
    }
}
