package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.logging.RetryLogger;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RetryLoggingAutoConfigurationTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(RetryLoggingAutoConfiguration.class, RetryAutoConfiguration.class))
            .withBean(VirtualTime.class)
            .withPropertyValues(
                    "retrykit.instances.payments.backoff.delay=1s", "retrykit.instances.payments.backoff.jitter=none");

    private static void exhaust(RetryRegistry registry) {
        exhaust(registry.get("payments"));
    }

    private static void exhaust(Retrier retrier) {
        assertThatThrownBy(() -> retrier.run(() -> {
                    throw new IOException("no answer");
                }))
                .hasMessage("no answer");
    }

    @Test
    void tellsTheLogOfExhaustedCalls(CapturedOutput output) {
        application.run(context -> {
            exhaust(context.getBean(RetryRegistry.class));

            assertThat(output)
                    .containsOnlyOnce("'payments' gave up after 3 attempts, 3s after the first failure: max-attempts;"
                            + " last failure java.io.IOException: no answer");
        });
    }

    @Test
    void tellsTheLogOfInstancesThatTheApplicationRegisters(CapturedOutput output) {
        application.run(context -> {
            RetryRegistry registry = context.getBean(RetryRegistry.class);
            exhaust(registry.register("refunds", RetryPolicy.defaults()));
            exhaust(registry.register(
                    "credits", builder -> builder.listeners(List.of(context.getBean(RetryLogger.class)))));

            assertThat(output)
                    .containsOnlyOnce("'refunds' gave up after 3 attempts")
                    .containsOnlyOnce("'credits' gave up after 3 attempts");
        });
    }

    @Test
    void leavesOutConfiguredInstancesWhoseListenersACustomizerHasTakenAway(CapturedOutput output) {
        application
                .withBean(RetrierCustomizer.class, () -> (name, retrier) -> retrier.listeners(List.of()))
                .run(context -> {
                    exhaust(context.getBean(RetryRegistry.class));
                    assertThat(output).doesNotContain("gave up");
                });
    }

    @Test
    void keepsTheLoggerThatTheApplicationDefines() {
        RetryLogger own = new RetryLogger(new VirtualTime());
        application
                .withBean("own", RetryLogger.class, () -> own)
                .run(context -> assertThat(context).getBean(RetryLogger.class).isSameAs(own));
    }
}
