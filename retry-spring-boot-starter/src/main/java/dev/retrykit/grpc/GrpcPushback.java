package dev.retrykit.grpc;

import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import io.grpc.Metadata;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a gRPC server says about retrying, in the trailer {@code grpc-retry-pushback-ms} of a failure (gRFC A6). Immutable
 * and thread-safe.
 *
 * <p>{@code 250} is "after exactly 250 ms", whatever the status code; {@code 0} is "at once". {@code -1}, and whatever is
 * not a whole number of 32 bits, is "do not retry". Without the trailer the server said nothing.
 */
public final class GrpcPushback implements ServerDelay {

    private static final Metadata.Key<String> PUSHBACK_MILLIS =
            Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

    /** Makes a reader; any one is as good as another. */
    public GrpcPushback() {}

    @Override
    public @Nullable ServerWord wordOf(Object resultOrFailure) {
        String millis = GrpcFailure.trailer(PUSHBACK_MILLIS, resultOrFailure);
        return millis == null ? null : wordOf(millis);
    }

    private static ServerWord wordOf(String text) {
        try {
            int millis = Integer.parseInt(text);
            return millis < 0 ? ServerWord.doNotRetry() : ServerWord.exactly(Duration.ofMillis(millis));
        } catch (NumberFormatException illegible) {
            return ServerWord.doNotRetry();
        }
    }

    @Override
    public String toString() {
        return "gRPC pushback";
    }
}
