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
 * channel got from its name resolver, and warns of it once for each method and retrier.
 */
final class DoubledRetries {

    private static final Log logger = LogFactory.getLog(GrpcAttemptInterceptor.class);

    private static final ClientStreamTracer NOTHING = new ClientStreamTracer() {};

    private final Set<Doubled> warnedOf = ConcurrentHashMap.newKeySet();

    /** Options that let the channel tell of its own attempts at the RPC. */
    CallOptions watched(CallOptions options, String method, String retrier) {
        Doubled doubled = new Doubled(method, retrier);
        return warnedOf.contains(doubled) ? options : options.withStreamTracerFactory(new Watch(doubled));
    }

    private record Doubled(String method, String retrier) {

        @Override
        public String toString() {
            return method + " is retried by its channel and by '" + retrier
                    + "': their attempts multiply; switch one of them off, disableRetry() on the channel say";
        }
    }

    private final class Watch extends ClientStreamTracer.Factory {

        private final Doubled doubled;

        Watch(Doubled doubled) {
            this.doubled = doubled;
        }

        @Override
        public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
            if (info.getPreviousAttempts() > 0 && warnedOf.add(doubled)) {
                logger.warn(doubled);
            }
            return NOTHING;
        }
    }
}
