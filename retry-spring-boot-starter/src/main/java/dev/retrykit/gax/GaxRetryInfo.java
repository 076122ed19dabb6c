package dev.retrykit.gax;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ErrorDetails;
import com.google.api.gax.rpc.ProtocolBufferParsingException;
import com.google.rpc.RetryInfo;
import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The {@code google.rpc.RetryInfo} in the error details of an {@link ApiException}: a call waits so long or longer. A
 * delay of 2 s is "not before two seconds have passed". Immutable and thread-safe.
 */
public final class GaxRetryInfo implements ServerDelay {

    /** The longest that protobuf allows, ten thousand years either way: more might not fit into a duration. */
    private static final long MOST_SECONDS = 315_576_000_000L;

    /** Makes a reader; any one is as good as another. */
    public GaxRetryInfo() {}

    @Override
    public @Nullable ServerWord wordOf(Object resultOrFailure) {
        ErrorDetails details = resultOrFailure instanceof ApiException failure ? failure.getErrorDetails() : null;
        RetryInfo info = details == null ? null : retryInfo(details);
        if (info == null || !info.hasRetryDelay()) {
            return null;
        }
        Duration delay = Duration.ofSeconds(
                Math.max(-MOST_SECONDS, Math.min(info.getRetryDelay().getSeconds(), MOST_SECONDS)),
                info.getRetryDelay().getNanos());
        return ServerWord.atLeast(delay.isNegative() ? Duration.ZERO : delay);
    }

    private static @Nullable RetryInfo retryInfo(ErrorDetails details) {
        try {
            return details.getRetryInfo();
        } catch (ProtocolBufferParsingException illegible) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "gax RetryInfo";
    }
}
