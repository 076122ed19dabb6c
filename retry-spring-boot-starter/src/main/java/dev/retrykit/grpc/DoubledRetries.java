package dev.retrykit.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Notices when a channel retries an RPC that a retrier is retrying already, by whatever service config, also one that the
 * channel got from its name resolver, and warns of it once for each method.
 */
final class DoubledRetries {

    private static final Log logger = LogFactory.getLog(GrpcAttemptInterceptor.class);

    private static final ClientStreamTracer NOTHING = new ClientStreamTracer() {};

    private final String retrier;
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    DoubledRetries(String retrier) {
        this.retrier = retrier;
    }

    /** Options that let the channel tell of its own attempts at the RPC. */
    CallOptions watched(CallOptions options, String method) {
        return warnedOf.contains(method) ? options : options.withStreamTracerFactory(new Watch(method));
    }

    private final class Watch extends ClientStreamTracer.Factory {

        private final String method;

        Watch(String method) {
            this.method = method;
        }

        @Override
        public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
            if (info.getPreviousAttempts() > 0 && warnedOf.add(method)) {
                logger.warn(method + " is retried by its channel and by '" + retrier
                        + "': their attempts multiply; switch one of them off, disableRetry() on the channel say");
            }
            return NOTHING;
        }
    }
}
