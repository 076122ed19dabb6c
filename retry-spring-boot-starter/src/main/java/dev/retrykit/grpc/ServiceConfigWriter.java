package dev.retrykit.grpc;

import io.grpc.Status.Code;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a service config into the maps that a channel takes, keys in the order of the published schema. */
final class ServiceConfigWriter {

    private ServiceConfigWriter() {}

    static Map<String, Object> mapOf(GrpcServiceConfig config) {
        Map<String, Object> map = new LinkedHashMap<>(config.others());
        map.put(
                "methodConfig",
                config.methodConfig().stream().map(ServiceConfigWriter::mapOf).toList());
        GrpcRetryThrottling throttling = config.retryThrottling();
        if (throttling != null) {
            map.put(
                    "retryThrottling",
                    mapOf("maxTokens", (double) throttling.maxTokens(), "tokenRatio", throttling.tokenRatio()));
        }
        return Collections.unmodifiableMap(map);
    }

    static String keyOf(GrpcPolicy policy) {
        return policy instanceof GrpcRetryPolicy ? "retryPolicy" : "hedgingPolicy";
    }

    private static Map<String, Object> mapOf(GrpcMethodConfig entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", entry.name().stream().map(ServiceConfigWriter::mapOf).toList());
        map.putAll(entry.others());
        Boolean waitForReady = entry.waitForReady();
        if (waitForReady != null) {
            map.put("waitForReady", waitForReady);
        }
        GrpcPolicy policy = entry.policy();
        if (policy != null) {
            map.put(keyOf(policy), mapOf(policy));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Map<String, Object> mapOf(GrpcMethodName name) {
        Map<String, Object> map = new LinkedHashMap<>();
        String service = name.service();
        if (service != null) {
            map.put("service", service);
        }
        String method = name.method();
        if (method != null) {
            map.put("method", method);
        }
        return Collections.unmodifiableMap(map);
    }

    private static Map<String, Object> mapOf(GrpcPolicy policy) {
        double attempts = policy.effectiveMaxAttempts();
        if (policy instanceof GrpcRetryPolicy retry) {
            return mapOf(
                    "maxAttempts", attempts,
                    "initialBackoff", DurationText.of(retry.initialBackoff()),
                    "maxBackoff", DurationText.of(retry.maxBackoff()),
                    "backoffMultiplier", retry.backoffMultiplier(),
                    "retryableStatusCodes", namesOf(retry.retryableStatusCodes()));
        }
        GrpcHedgingPolicy hedging = (GrpcHedgingPolicy) policy;
        return mapOf(
                "maxAttempts", attempts,
                "hedgingDelay", DurationText.of(hedging.hedgingDelay()),
                "nonFatalStatusCodes", namesOf(hedging.nonFatalStatusCodes()));
    }

    private static List<String> namesOf(Set<Code> codes) {
        return List.of(StatusCodes.names(codes));
    }

    private static Map<String, Object> mapOf(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }
}
