package dev.retrykit.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/** What grpc-java's two exceptions have in common, which is in no type of their own. */
record GrpcFailure(Status status, @Nullable Metadata trailers) {

    /** What the failure carries, or null if it is none of grpc-java's. */
    static @Nullable GrpcFailure of(Object resultOrFailure) {
        if (resultOrFailure instanceof StatusRuntimeException failure) {
            return new GrpcFailure(failure.getStatus(), failure.getTrailers());
        }
        return resultOrFailure instanceof StatusException failure
                ? new GrpcFailure(failure.getStatus(), failure.getTrailers())
                : null;
    }

    /** The last value of a trailer, or null if there is none. */
    static <T> @Nullable T trailer(Metadata.Key<T> key, Object resultOrFailure) {
        GrpcFailure failure = of(resultOrFailure);
        return failure == null || failure.trailers == null ? null : failure.trailers.get(key);
    }
}
