package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.endpoint.InvalidOverrideException;
import dev.retrykit.endpoint.RetryEndpoint;
import dev.retrykit.endpoint.RetryInstance;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The endpoint in an application: what it knows of configuration and calls, and what it changes. */
class RetryEndpointAnswersTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RetryAutoConfiguration.class,
                    RetryAopAutoConfiguration.class,
                    RetryEndpointAutoConfiguration.class))
            .withBean(VirtualTime.class)
            .withBean(Till.class)
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=retry", "retrykit.instances.payments.max-attempts=4");

    private static RetryInstance payments(@Nullable RetryInstance instance) {
        return Objects.requireNonNull(instance);
    }

    private static String value(@Nullable RetryInstance instance, String property) {
        return String.valueOf(Objects.requireNonNull(payments(instance).policy().get(property))
                .value());
    }

    @Test
    void showsTheMethodsThePlanAndTheLastExhaustedCalls() {
        application.run(context -> {
            Retrier retrier = context.getBean(RetryRegistry.class).get("payments");
            assertThatThrownBy(() -> retrier.run(() -> {
                        throw new IOException("no answer");
                    }))
                    .hasMessage("no answer");

            RetryInstance payments =
                    payments(context.getBean(RetryEndpoint.class).instance("payments"));

            assertThat(payments.methods()).containsExactly("Till.pay");
            assertThat(Objects.requireNonNull(payments.plan()).attempts()).hasSize(4);
            assertThat(payments.lastExhausted()).singleElement().satisfies(call -> {
                assertThat(call.attempts()).isEqualTo(4);
                assertThat(call.reason()).isEqualTo("max-attempts");
                assertThat(call.failure()).isEqualTo("java.io.IOException");
                assertThat(call.message()).isEqualTo("******");
            });
        });
    }

    @Test
    void showsTheLastExhaustedCallsOfInstancesThatTheApplicationRegisters() {
        application.run(context -> {
            Retrier refunds = context.getBean(RetryRegistry.class).register("refunds", RetryPolicy.defaults());
            assertThatThrownBy(() -> refunds.run(() -> {
                        throw new IOException("no answer");
                    }))
                    .hasMessage("no answer");

            assertThat(payments(context.getBean(RetryEndpoint.class).instance("refunds"))
                            .lastExhausted())
                    .singleElement()
                    .satisfies(call -> assertThat(call.attempts()).isEqualTo(3));
        });
    }

    @Test
    void changesValuesUntilTheyAreReset() {
        application.run(context -> {
            RetryEndpoint endpoint = context.getBean(RetryEndpoint.class);

            RetryInstance changed = payments(endpoint.change("payments", "max-attempts=2; backoff.delay=1s", null));

            assertThat(value(changed, "max-attempts")).isEqualTo("2");
            assertThat(Objects.requireNonNull(changed.policy().get("max-attempts"))
                            .origin())
                    .startsWith(
                            "run-time override (this process only), above retrykit.instances.payments.max-attempts");
            assertThat(Objects.requireNonNull(changed.plan()).attempts()).hasSize(2);
            assertThat(value(endpoint.reset("payments"), "max-attempts")).isEqualTo("4");
        });
    }

    @Test
    void changesNothingIfOneOfTheValuesIsInvalid() {
        application.run(context -> {
            RetryEndpoint endpoint = context.getBean(RetryEndpoint.class);

            InvalidOverrideException refusal = catchThrowableOfType(
                    InvalidOverrideException.class,
                    () -> endpoint.change("payments", "max-attempts=0; backoff.delay=1s", false));

            assertThat(refusal.fields()).containsExactly("max-attempts");
            assertThat(value(endpoint.instance("payments"), "max-attempts")).isEqualTo("4");
            assertThat(value(endpoint.instance("payments"), "backoff.delay")).isEqualTo("PT0.1S");
            assertThat(payments(endpoint.instance("payments")).counts().on()).isTrue();
        });
    }

    @Test
    void switchesOffAndOn() {
        application.run(context -> {
            RetryEndpoint endpoint = context.getBean(RetryEndpoint.class);

            assertThat(payments(endpoint.change("payments", null, false))
                            .counts()
                            .on())
                    .isFalse();
            assertThat(payments(endpoint.change("payments", null, true))
                            .counts()
                            .on())
                    .isTrue();
        });
    }
}
