package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.retrykit.sample.echo.EchoServer;
import dev.retrykit.sample.payment.PaymentServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class SampleApplicationTests {

    private static final int CONNECT_TIMEOUT_MILLIS = 500;

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
