package dev.retrykit.sample.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.retrykit.grpc.GrpcAttemptInterceptor;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoServerTests {

    private final EchoServer server = new EchoServer(0);
    private final EchoChannel channel = new EchoChannel(server, new GrpcAttemptInterceptor());
    private final EchoService echo = new EchoService(channel, Duration.ofSeconds(30));

    @BeforeEach
    void start() {
        server.start();
        channel.start();
    }

    @AfterEach
    void stop() {
        channel.stop();
        server.stop();
    }

    @Test
    void failsThreeTimesAndPassesTheFourth() {
        fails("call-1", 1);
        fails("call-1", 2);
        fails("call-1", 3);

        assertThat(echo.echo("call-1", "hello").getMessage()).isEqualTo("hello");
    }

    @Test
    void startsOverAfterItHasPassed() {
        fails("call-1", 1);
        fails("call-1", 2);
        fails("call-1", 3);
        assertThat(echo.echo("call-1", "hello").getMessage()).isEqualTo("hello");

        fails("call-1", 1);
    }

    @Test
    void countsEachCallByItself() {
        fails("call-1", 1);
        fails("call-2", 1);
        fails("call-1", 2);
    }

    @Test
    void repeatsTheNumberOfTheAttemptThatItIsTold() {
        fails("call-1", 1);
        fails("call-1", 2);
        fails("call-1", 3);

        // Each was a call of its own, which no retrier numbered.
        assertThat(echo.echo("call-1", "hello").getAttempts()).isEqualTo(1);
    }

    @Test
    void isFoundAtTheSamePortWhenStartedAgain() {
        var before = server.address();
        stop();
        assertThat(server.isRunning()).isFalse();
        assertThat(channel.isRunning()).isFalse();

        start();

        assertThat(server.address()).isEqualTo(before);
        fails("call-1", 1);
    }

    private void fails(String call, int attempt) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> echo.echo(call, "hello"))
                .withMessage("UNAVAILABLE: attempt %d of 4 fails", attempt);
    }
}
