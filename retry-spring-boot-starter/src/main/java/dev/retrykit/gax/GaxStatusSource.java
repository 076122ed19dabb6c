package dev.retrykit.gax;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import dev.retrykit.condition.StatusSource;
import org.jspecify.annotations.Nullable;

/**
 * The name of the status code of an {@link ApiException}, {@code UNAVAILABLE} say, whether it came over gRPC or HTTP.
 * Immutable and thread-safe.
 */
public final class GaxStatusSource implements StatusSource {

    /** Makes a source; any one is as good as another. */
    public GaxStatusSource() {}

    @Override
    public @Nullable String statusOf(Object resultOrFailure) {
        return resultOrFailure instanceof ApiException failure ? nameOf(failure) : null;
    }

    static @Nullable String nameOf(ApiException failure) {
        StatusCode status = failure.getStatusCode();
        return status == null ? null : status.getCode().name();
    }

    @Override
    public boolean readsResults() {
        return false;
    }

    @Override
    public String toString() {
        return "gax status";
    }
}
