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
import org.jspecify.annotations.Nullable;

/**
 * An interceptor that tells the server how many attempts of a call came before, in the header
 * {@code grpc-previous-rpc-attempts} (gRFC A6): absent on the first attempt, then 1, 2, and so on.
 *
 * <p>The attempt is that of {@link Attempt#current} on the thread that begins the RPC, which must be the thread that
 * started the attempt. An RPC begun outside of the retrier's calls has no header. Thread-safe.
 *
 * <p>Where the channel retries an RPC that a retrier is retrying too, attempts multiply: a warning in the log says so,
 * once for each method and retrier.
 *
 * <p>The starter has one of these as a bean, for all retriers. Channels that Spring gRPC makes have it already; others
 * are given it: {@code channelBuilder.intercept(interceptor)}.
 */
public final class GrpcAttemptInterceptor implements ClientInterceptor {

    private static final Metadata.Key<String> PREVIOUS_ATTEMPTS =
            Metadata.Key.of("grpc-previous-rpc-attempts", Metadata.ASCII_STRING_MARSHALLER);

    private final @Nullable String onlyRetrier;
    private final DoubledRetries doubledRetries = new DoubledRetries();

    /** An interceptor for the calls of all retriers; where one is inside another, the innermost counts. */
    public GrpcAttemptInterceptor() {
        this.onlyRetrier = null;
    }

    /**
     * An interceptor for the calls of one retrier.
     *
     * @param retrier the name of the retrier around the RPCs
     */
    public GrpcAttemptInterceptor(String retrier) {
        this.onlyRetrier = Objects.requireNonNull(retrier, "retrier must not be null");
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        String retrier = onlyRetrier == null ? Attempt.currentRetrier().orElse(null) : onlyRetrier;
        int previousAttempts = retrier == null ? 0 : Attempt.current(retrier).number() - 1;
        if (retrier == null || previousAttempts == 0) {
            return next.newCall(method, options);
        }
        // Only now: a first attempt may be one that no retrier knows of.
        CallOptions watched = doubledRetries.watched(options, method.getFullMethodName(), retrier);
        return new Retried<>(next.newCall(method, watched), previousAttempts);
    }

    @Override
    public String toString() {
        return onlyRetrier == null ? "attempt numbers of all retriers" : "attempt numbers of '" + onlyRetrier + "'";
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
