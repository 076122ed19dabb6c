package dev.retrykit.gax;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ErrorDetails;
import com.google.api.gax.rpc.StatusCode;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.Outcome;
import dev.retrykit.condition.ServerWord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read off the failures of Google's clients. */
class GaxTests {

    private record Code(StatusCode.Code getCode) implements StatusCode {

        @Override
        public Object getTransportCode() {
            return getCode;
        }
    }

    private static ApiException failure(Any... details) {
        ErrorDetails errorDetails =
                ErrorDetails.builder().setRawErrorMessages(List.of(details)).build();
        return new ApiException("away", null, new Code(StatusCode.Code.ABORTED), false, errorDetails);
    }

    private static Any retryInfo(long seconds, int nanos) {
        return Any.pack(RetryInfo.newBuilder()
                .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(seconds)
                        .setNanos(nanos))
                .build());
    }

    private static @Nullable ServerWord word(Object resultOrFailure) {
        return new GaxRetryInfo().wordOf(resultOrFailure);
    }

    @Test
    void nameTheStatus() {
        assertThat(new GaxStatusSource().statusOf(failure())).isEqualTo("ABORTED");
        assertThat(new GaxStatusSource().statusOf(new IllegalStateException())).isNull();
        assertThat(new GaxStatusSource().readsResults()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 500000000, PT2.5S",
        "0, 0, PT0S",
        "-3, 0, PT0S",
        "9223372036854775807, 2147483647, PT87660000H2.147483647S"
    })
    void sayHowLongToWait(long seconds, int nanos, Duration expected) {
        Any reason = Any.pack(ErrorInfo.newBuilder().setReason("BUSY").build());
        assertThat(word(failure(reason, retryInfo(seconds, nanos)))).isEqualTo(ServerWord.atLeast(expected));
    }

    @Test
    void sayThemselvesWhetherTheyAreRetryable() {
        ApiException retryable = new ApiException(null, new Code(StatusCode.Code.ABORTED), true);

        assertThat(isRetryable(retryable, "ABORTED", false)).isTrue();
        assertThat(isRetryable(retryable, null, false)).isTrue();
        assertThat(isRetryable(failure(), "ABORTED", false)).isFalse();
        assertThat(isRetryable(new IllegalStateException(), null, true)).isFalse();
        assertThat(new GaxRetryable()).hasToString("retryable by gax");
    }

    @Test
    void sayItAsCausesWhereCausesCount() {
        Throwable wrapped = new IllegalStateException(new ApiException(null, new Code(StatusCode.Code.ABORTED), true));

        assertThat(isRetryable(wrapped, "ABORTED", true)).isTrue();
        assertThat(isRetryable(wrapped, null, false)).isFalse();
        assertThat(isRetryable(wrapped, "404", true)).isFalse();
    }

    @Test
    void areAskedFromTheOutsideIn() {
        ApiException inside = new ApiException(null, new Code(StatusCode.Code.ABORTED), true);
        ApiException outside = new ApiException(inside, new Code(StatusCode.Code.NOT_FOUND), false);

        assertThat(isRetryable(outside, "NOT_FOUND", true)).isFalse();
    }

    private static boolean isRetryable(Throwable failure, @Nullable String status, boolean matchCauses) {
        return new GaxRetryable().test(new Outcome(null, failure, status, FailureKind.TRANSIENT, 1, matchCauses, null));
    }

    @Test
    void sayNothingWithoutRetryInfo() {
        assertThat(word(failure())).isNull();
        assertThat(word(failure(Any.pack(RetryInfo.getDefaultInstance())))).isNull();
        assertThat(word(new ApiException(null, new Code(StatusCode.Code.ABORTED), true)))
                .isNull();
        assertThat(word("anything")).isNull();
    }

    @Test
    void sayNothingThatCannotBeRead() {
        Any broken = retryInfo(1, 0).toBuilder()
                .setValue(ByteString.copyFromUtf8("no message"))
                .build();
        assertThat(word(failure(broken))).isNull();
    }
}
