package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** What a person sees who starts an application with a mistake in it, banner to exit. */
@ExtendWith(OutputCaptureExtension.class)
class StartTests {

    @ImportAutoConfiguration({RetryAutoConfiguration.class, RetryAopAutoConfiguration.class})
    @Import(Till.class)
    static class Main {}

    @Test
    void printsTheAnalysisOfAMisspeltName(CapturedOutput output, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), """
                retrykit:
                  instances:
                    payment:
                      max-attempts: 4
                """);
        assertThatThrownBy(() -> start(file).close()).isInstanceOf(RuntimeException.class);
        assertThat(output.getErr() + output.getOut()).contains("""
                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                @Retryable on Till.pay must name an instance under 'retrykit.instances', but was 'payments'; did you mean 'payment'?

                Action:

                Write 'payment', or configure 'retrykit.instances.payments'.
                """);
    }

    @Test
    void printsFileLineAndColumn(CapturedOutput output, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), """
                retrykit:
                  instances:
                    payments:
                      max-attempts: 0
                """);
        assertThatThrownBy(() -> start(file).close()).isInstanceOf(RuntimeException.class);
        assertThat(output.getErr() + output.getOut()).contains("""
                Description:

                retrykit.instances.payments.max-attempts must be a whole number from 1 to 2147483647, or 'unlimited', but was '0'

                    Origin: URL [file:%s] - 4:21

                Action:

                Correct the value.
                """.formatted(file));
    }

    @Test
    void startsWithoutAWarning(CapturedOutput output, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), "retrykit.instances.payments:\n");
        start(file).close();
        assertThat(output.getErr() + output.getOut())
                .contains("Started ")
                .doesNotContain("WARN")
                .doesNotContain("is not eligible for getting processed by all BeanPostProcessors");
    }

    private static ConfigurableApplicationContext start(Path file) {
        SpringApplication application = new SpringApplication(Main.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run("--spring.config.location=" + file.toUri());
    }
}
