package dev.retrykit.grpc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Remembers, for the whole process, which service configs retriers took their policies from and which were written for
 * channels, and warns of one that is both. Thread-safe.
 */
final class UsesOfConfigs {

    private static final Log logger = LogFactory.getLog(GrpcServiceConfig.class);

    /** More documents than an application has; a limit, since they could also be made by code. */
    private static final int MOST_WRITTEN = 100;

    /** As long as the application that has its policies from it lives; documents that say the same are the same. */
    private static final Map<GrpcServiceConfig, Set<Use>> AROUND = new WeakHashMap<>();

    private static final Set<GrpcServiceConfig> WRITTEN = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<GrpcServiceConfig, Boolean> eldest) {
            return size() > MOST_WRITTEN;
        }
    });

    private UsesOfConfigs() {}

    static synchronized void around(GrpcServiceConfig config, String method, String retrier) {
        Use use = new Use(method, retrier);
        Set<Use> uses = AROUND.remove(config);
        Set<Use> all = uses == null ? new TreeSet<>() : uses;
        // Under the key given last, which is the one that lives longest.
        AROUND.put(config, all);
        if (all.add(use) && WRITTEN.contains(config)) {
            logger.warn(use);
        }
    }

    static synchronized void written(GrpcServiceConfig config) {
        if (WRITTEN.add(config)) {
            AROUND.getOrDefault(config, Set.of()).forEach(logger::warn);
        }
    }

    private record Use(String method, String retrier) implements Comparable<Use> {

        @Override
        public int compareTo(Use other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return "The service config from which '" + retrier + "' has the policy of " + method
                    + " was written for a channel too: if that channel carries the method, attempts multiply; call"
                    + " disableRetry() on the channel, or take grpc-method from the instance";
        }
    }
}
