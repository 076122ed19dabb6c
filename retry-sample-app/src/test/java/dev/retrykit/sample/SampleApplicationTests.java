package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.retrykit.sample.echo.EchoServer;
import dev.retrykit.sample.payment.PaymentServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class SampleApplicationTests {

    private static final int CONNECT_TIMEOUT_MILLIS = 500;
    private static final int LESS_THAN_GRACE_SECONDS = 25;

    @Test
    void everyServerListensOnLoopbackOnlyAndEndsWithTheContext() throws IOException {
        int[] ports;
        try (ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class)) {
            ports = portsOf(context);
            assertThat(ports).hasSize(3).doesNotContain(0);
            for (int port : ports) {
                connect("127.0.0.1", port);
                // A socket that listens everywhere answers at every loopback address.
                assertThatIOException().isThrownBy(() -> connect("127.0.0.2", port));
            }
        }
        for (int port : ports) {
            assertThatIOException().isThrownBy(() -> connect("127.0.0.1", port));
        }
    }

    /** A graceful shutdown waits for requests that have not ended, and this one never would. */
    @Test
    void stopsAtOnceThoughSomebodyLooksAtThePage() throws Exception {
        HttpResponse<Stream<String>> live;
        try (ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class)) {
            URI uri = URI.create(
                    "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + "/live");
            live = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines());
            assertTimeout(Duration.ofSeconds(LESS_THAN_GRACE_SECONDS), context::close);
        }

        assertThat(live.body()).startsWith("event:history");
    }

    private static int[] portsOf(ConfigurableApplicationContext context) {
        return IntStream.of(
                        context.getEnvironment().getRequiredProperty("local.server.port", Integer.class),
                        context.getBean(PaymentServer.class).payments().getPort(),
                        context.getBean(EchoServer.class).address().getPort())
                .distinct()
                .toArray();
    }

    private static void connect(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
        }
    }
}
