package dev.retrykit.grpc;

import dev.retrykit.Attempt;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Objects;

/**
 * An interceptor that tells the server how many attempts of a call came before, in the header
 * {@code grpc-previous-rpc-attempts} (gRFC A6): absent on the first attempt, then 1, 2, and so on.
 *
 * <p>The attempt is that of {@link Attempt#current} on the thread that begins the RPC, which must be the thread that
 * started the attempt. An RPC begun outside of the retrier's calls has no header. Thread-safe.
 *
 * <p>Where the channel retries an RPC that the retrier is retrying too, attempts multiply: a warning in the log says so,
 * once for each method.
 */
public final class GrpcAttemptInterceptor implements ClientInterceptor {

    private static final Metadata.Key<String> PREVIOUS_ATTEMPTS =
            Metadata.Key.of("grpc-previous-rpc-attempts", Metadata.ASCII_STRING_MARSHALLER);

    private final String retrier;
    private final DoubledRetries doubledRetries;

    /**
     * An interceptor for the calls of one retrier.
     *
     * @param retrier the name of the retrier around the RPCs
     */
    public GrpcAttemptInterceptor(String retrier) {
        this.retrier = Objects.requireNonNull(retrier, "retrier must not be null");
        this.doubledRetries = new DoubledRetries(retrier);
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        int previousAttempts = Attempt.current(retrier).number() - 1;
        if (previousAttempts == 0) {
            return next.newCall(method, options);
        }
        // Only now: a first attempt may be one that no retrier knows of.
        CallOptions watched = doubledRetries.watched(options, method.getFullMethodName());
        return new Retried<>(next.newCall(method, watched), previousAttempts);
    }

    @Override
    public String toString() {
        return "attempt numbers of retrier '" + retrier + "'";
    }

    private static final class Retried<Q, R> extends SimpleForwardingClientCall<Q, R> {

        private final int previousAttempts;

        Retried(ClientCall<Q, R> call, int previousAttempts) {
            super(call);
            this.previousAttempts = previousAttempts;
        }

        @Override
        public void start(Listener<R> responses, Metadata headers) {
            headers.discardAll(PREVIOUS_ATTEMPTS);
            headers.put(PREVIOUS_ATTEMPTS, Integer.toString(previousAttempts));
            super.start(responses, headers);
        }
    }
}
