package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.ServerWord;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcPushbackTests {

    private final GrpcPushback pushback = new GrpcPushback();

    @ParameterizedTest
    @CsvSource({"0, PT0S", "1, PT0.001S", "250, PT0.25S", "2147483647, PT2147483.647S"})
    void aNumberIsExactlyThatManyMilliseconds(String millis, Duration delay) {
        assertThat(wordOf(millis)).isEqualTo(ServerWord.exactly(delay));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-2147483648", "", "soon", "1.5", "0x10", "10 ms", "2147483648"})
    void aNegativeNumberOrNoneForbidsRetries(String millis) {
        assertThat(wordOf(millis)).isEqualTo(ServerWord.doNotRetry());
    }

    @Test
    void isReadFromBothKindsOfFailure() {
        assertThat(pushback.wordOf(Status.UNAVAILABLE.asException(trailers("7"))))
                .isEqualTo(ServerWord.exactly(Duration.ofMillis(7)));
    }

    @Test
    void aFailureWithoutTheTrailerSaysNothing() {
        assertThat(pushback.wordOf(Status.UNAVAILABLE.asRuntimeException())).isNull();
        assertThat(pushback.wordOf(Status.UNAVAILABLE.asRuntimeException(new Metadata())))
                .isNull();
        assertThat(pushback.wordOf(Status.UNAVAILABLE.asException())).isNull();
    }

    @Test
    void whatIsNoGrpcFailureSaysNothing() {
        assertThat(pushback.wordOf(new IllegalStateException())).isNull();
        assertThat(pushback.wordOf("250")).isNull();
    }

    private @Nullable ServerWord wordOf(String millis) {
        return pushback.wordOf(Status.UNAVAILABLE.asRuntimeException(trailers(millis)));
    }

    private static Metadata trailers(String millis) {
        Metadata trailers = new Metadata();
        trailers.put(ScriptedEcho.PUSHBACK, millis);
        return trailers;
    }
}
