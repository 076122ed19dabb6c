package dev.retrykit.grpc;

import dev.retrykit.condition.StatusSource;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The name of a gRPC failure's status code, {@code UNAVAILABLE} say, which conditions can name. Immutable and thread-safe.
 *
 * <p>It knows {@link StatusRuntimeException} and {@link StatusException}; returned values carry no gRPC status.
 */
public final class GrpcStatusSource implements StatusSource {

    /** Makes a source; any one is as good as another. */
    public GrpcStatusSource() {}

    @Override
    public @Nullable String statusOf(Object resultOrFailure) {
        GrpcFailure failure = GrpcFailure.of(resultOrFailure);
        return failure == null ? null : failure.status().getCode().name();
    }

    @Override
    public boolean readsResults() {
        return false;
    }

    @Override
    public String toString() {
        return "gRPC status";
    }
}
