package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.logging.RetryLogger;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
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
        Retrier payments = registry.get("payments");
        assertThatThrownBy(() -> payments.run(() -> {
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
    void keepsTheLoggerThatTheApplicationDefines() {
        RetryLogger own = new RetryLogger(new VirtualTime());
        application
                .withBean("own", RetryLogger.class, () -> own)
                .run(context -> assertThat(context).getBean(RetryLogger.class).isSameAs(own));
    }
}
