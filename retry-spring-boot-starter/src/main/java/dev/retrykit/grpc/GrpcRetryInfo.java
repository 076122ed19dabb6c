package dev.retrykit.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import io.grpc.Metadata;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The {@code google.rpc.RetryInfo} in the error details of a gRPC failure, which its trailer
 * {@code grpc-status-details-bin} holds: a call waits so long or longer. A delay of 2 s is "not before two seconds have
 * passed", a negative one is "at once"; details that cannot be read say nothing. Immutable and thread-safe.
 *
 * <p>Unlike {@link GrpcPushback}, which is the protocol's own word and comes first where a failure has both, it neither
 * makes a failure retryable nor forbids a retry.
 */
public final class GrpcRetryInfo implements ServerDelay {

    private static final Metadata.Key<byte[]> STATUS_DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    /** The longest that protobuf allows, ten thousand years either way: more might not fit into a duration. */
    private static final long MOST_SECONDS = 315_576_000_000L;

    /** Makes a reader; any one is as good as another. */
    public GrpcRetryInfo() {}

    @Override
    public @Nullable ServerWord wordOf(Object resultOrFailure) {
        byte[] details = GrpcFailure.trailer(STATUS_DETAILS, resultOrFailure);
        RetryInfo info = details == null ? null : retryInfo(details);
        if (info == null || !info.hasRetryDelay()) {
            return null;
        }
        Duration delay = Duration.ofSeconds(
                Math.max(-MOST_SECONDS, Math.min(info.getRetryDelay().getSeconds(), MOST_SECONDS)),
                info.getRetryDelay().getNanos());
        return ServerWord.atLeast(delay.isNegative() ? Duration.ZERO : delay);
    }

    private static @Nullable RetryInfo retryInfo(byte[] details) {
        try {
            for (Any detail : Status.parseFrom(details).getDetailsList()) {
                if (detail.is(RetryInfo.class)) {
                    return detail.unpack(RetryInfo.class);
                }
            }
            return null;
        } catch (InvalidProtocolBufferException illegible) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "gRPC RetryInfo";
    }
}
