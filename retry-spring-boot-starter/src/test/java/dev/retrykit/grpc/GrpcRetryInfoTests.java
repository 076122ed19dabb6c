package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.retrykit.condition.ServerWord;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcRetryInfoTests {

    private static final Any REASON =
            Any.pack(ErrorInfo.newBuilder().setReason("BUSY").build());

    private final GrpcRetryInfo retryInfo = new GrpcRetryInfo();

    @ParameterizedTest
    @CsvSource({
        "2, 500000000, PT2.5S",
        "0, 0, PT0S",
        "-3, 0, PT0S",
        "0, -1, PT0S",
        "315576000001, 0, PT87660000H",
        "9223372036854775807, 2147483647, PT87660000H2.147483647S",
        "-9223372036854775808, 0, PT0S",
        "-9223372036854775808, -1, PT0S"
    })
    void isTheShortestWait(long seconds, int nanos, Duration expected) {
        assertThat(wordOf(REASON, retryInfoOf(seconds, nanos))).isEqualTo(ServerWord.atLeast(expected));
    }

    @Test
    void isReadFromBothKindsOfFailure() {
        assertThat(retryInfo.wordOf(Status.UNAVAILABLE.asException(trailers(retryInfoOf(7, 0)))))
                .isEqualTo(ServerWord.atLeast(Duration.ofSeconds(7)));
    }

    @Test
    void isReadAsItComesOverAChannel() throws IOException {
        try (ScriptedEcho echo = new ScriptedEcho()) {
            echo.fail(Status.RESOURCE_EXHAUSTED, trailers(REASON, retryInfoOf(3, 0)));
            Channel channel = echo.channel(builder -> builder.disableRetry());

            assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(
                            channel,
                            ScriptedEcho.UNARY_ECHO,
                            CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.MINUTES),
                            "hello"))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            failure -> assertThat(retryInfo.wordOf(failure))
                                    .isEqualTo(ServerWord.atLeast(Duration.ofSeconds(3))));
        }
    }

    @Test
    void saysNothingWhereItIsNot() {
        assertThat(wordOf()).isNull();
        assertThat(wordOf(REASON)).isNull();
        assertThat(wordOf(Any.pack(RetryInfo.getDefaultInstance()))).isNull();
        assertThat(retryInfo.wordOf(Status.UNAVAILABLE.asRuntimeException())).isNull();
        assertThat(retryInfo.wordOf(Status.UNAVAILABLE.asRuntimeException(new Metadata())))
                .isNull();
        assertThat(retryInfo.wordOf(new IllegalStateException())).isNull();
        assertThat(retryInfo.wordOf("2s")).isNull();
    }

    @Test
    void saysNothingThatCannotBeRead() {
        Metadata noDetails = new Metadata();
        noDetails.put(ScriptedEcho.STATUS_DETAILS, new byte[] {1, 2, 3});
        assertThat(retryInfo.wordOf(Status.UNAVAILABLE.asRuntimeException(noDetails)))
                .isNull();
        assertThat(wordOf(retryInfoOf(1, 0).toBuilder()
                        .setValue(ByteString.copyFromUtf8("no message"))
                        .build()))
                .isNull();
    }

    private @Nullable ServerWord wordOf(Any... details) {
        return retryInfo.wordOf(Status.UNAVAILABLE.asRuntimeException(trailers(details)));
    }

    private static Any retryInfoOf(long seconds, int nanos) {
        return Any.pack(RetryInfo.newBuilder()
                .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(seconds)
                        .setNanos(nanos))
                .build());
    }

    private static Metadata trailers(Any... details) {
        Metadata trailers = new Metadata();
        trailers.put(
                ScriptedEcho.STATUS_DETAILS,
                com.google.rpc.Status.newBuilder()
                        .addAllDetails(List.of(details))
                        .build()
                        .toByteArray());
        return trailers;
    }
}
