package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.event.StopReason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** In real time, since a web server waits in no other. */
class GracefulShutdownTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RestController
    static class Shop {

        private final Retrier payments;
        final CountDownLatch called = new CountDownLatch(1);

        Shop(RetryRegistry registry) {
            this.payments = registry.get("payments");
        }

        @GetMapping("/order")
        ResponseEntity<String> order() {
            try {
                return payments.call(() -> {
                    called.countDown();
                    throw new IllegalStateException("sold out");
                });
            } catch (IllegalStateException failure) {
                return ResponseEntity.status(503).body(failure.getMessage());
            }
        }
    }

    @Test
    void aCallThatWaitsIsAnsweredAndHoldsNoShutdownUp() {
        new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
                .withConfiguration(AutoConfigurations.of(
                        RetryAutoConfiguration.class,
                        TomcatServletWebServerAutoConfiguration.class,
                        DispatcherServletAutoConfiguration.class,
                        WebMvcAutoConfiguration.class))
                .withUserConfiguration(Shop.class)
                .withPropertyValues(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "server.shutdown=graceful",
                        "retrykit.instances.payments.backoff.strategy=fixed",
                        "retrykit.instances.payments.backoff.delay=10m",
                        "retrykit.instances.payments.backoff.jitter=none")
                .run(context -> {
                    ServletWebServerApplicationContext server =
                            context.getSourceApplicationContext(ServletWebServerApplicationContext.class);
                    Retrier payments = server.getBean(RetryRegistry.class).get("payments");
                    CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient()
                            .sendAsync(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                                    + Objects.requireNonNull(server.getWebServer())
                                                            .getPort() + "/order"))
                                            .build(),
                                    BodyHandlers.ofString());
                    assertThat(server.getBean(Shop.class).called.await(20, TimeUnit.SECONDS))
                            .isTrue();
                    while (payments.statistics().waiting() == 0) {
                        assertThat(answer).isNotDone();
                        Thread.onSpinWait();
                    }

                    CompletableFuture<Void> shutdown = CompletableFuture.runAsync(server::close);

                    assertThat(answer).succeedsWithin(PATIENCE).satisfies(response -> {
                        assertThat(response.statusCode()).isEqualTo(503);
                        assertThat(response.body()).isEqualTo("sold out");
                    });
                    // The web server would wait for half a minute, which is the default of a phase, and then cut the
                    // call.
                    assertThat(shutdown).succeedsWithin(PATIENCE);
                    assertThat(payments.statistics().ended(StopReason.CLOSED)).isEqualTo(1);
                });
    }
}
