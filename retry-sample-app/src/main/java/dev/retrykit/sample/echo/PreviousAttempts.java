package dev.retrykit.sample.echo;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** How many attempts the client says it made before; a client that says nothing is at its first. */
final class PreviousAttempts implements ServerInterceptor {

    private static final Metadata.Key<String> HEADER =
            Metadata.Key.of("grpc-previous-rpc-attempts", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<Integer> COUNT = Context.keyWithDefault("previous attempts", 0);

    static int count() {
        return COUNT.get();
    }

    @Override
    public <Q, R> Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String count = headers.get(HEADER);
        return count == null
                ? next.startCall(call, headers)
                : Contexts.interceptCall(
                        Context.current().withValue(COUNT, Integer.valueOf(count)), call, headers, next);
    }
}
