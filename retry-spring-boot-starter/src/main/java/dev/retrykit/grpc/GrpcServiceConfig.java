package dev.retrykit.grpc;

import dev.retrykit.RetryPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC service config as far as it concerns retries: read from JSON to be used around methods, and written for channels.
 * Immutable.
 *
 * <pre>{@code
 * GrpcServiceConfig config = GrpcServiceConfig.read(json, "classpath:echo.json");
 * Optional<RetryPolicy> policy = config.configFor("grpc.examples.echo.Echo/UnaryEcho")
 *         .map(GrpcMethodConfig::policy)
 *         .map(GrpcPolicy::toRetryPolicy);
 * channelBuilder.enableRetry().defaultServiceConfig(config.toMap());
 * }</pre>
 *
 * <p>A method that is retried by its channel must not be retried around it too: 4 attempts of 4 are 16.
 * {@link GrpcAttemptInterceptor} warns of it.
 *
 * @param methodConfig the entries, in their order; no two of them name the same
 * @param retryThrottling what throttles retries for each server name; null if nothing does
 * @param others what else the document says, {@code loadBalancingConfig} say, in the form that a channel takes; travels
 *     along unread
 */
public record GrpcServiceConfig(
        List<GrpcMethodConfig> methodConfig,
        @Nullable GrpcRetryThrottling retryThrottling,
        Map<String, Object> others) {

    private static final Log logger = LogFactory.getLog(GrpcServiceConfig.class);

    /**
     * Copies the entries and checks their names.
     *
     * @param methodConfig the entries, in their order
     * @param retryThrottling what throttles retries; null if nothing does
     * @param others what else the document says, in the form that a channel takes
     * @throws IllegalArgumentException if two entries have a name in common, or {@code others} holds what no channel
     *     takes
     */
    public GrpcServiceConfig {
        methodConfig = List.copyOf(Objects.requireNonNull(methodConfig, "methodConfig must not be null"));
        others = Plain.copy(Objects.requireNonNull(others, "others must not be null"));
        requireUniqueNames(methodConfig);
    }

    /**
     * Reads a service config, as gRFC A6 and {@code service_config.proto} describe it. Needs Jackson.
     *
     * <p>Keys and status codes in any case; comments of both kinds; a key that is null counts as absent, as in protobuf.
     * Keys that gRPC does not know are ignored, as gRPC ignores them, with a warning in the log. So are the
     * {@link #warnings()}.
     *
     * @param json the document
     * @param description where the document comes from, for messages: {@code classpath:echo.json}
     * @return the config
     * @throws GrpcServiceConfigException if the document is no JSON, or a value breaks a rule; the message names line and
     *     column, or the JSON path, the rule and the value
     */
    public static GrpcServiceConfig read(String json, String description) {
        Objects.requireNonNull(json, "json must not be null");
        Objects.requireNonNull(description, "description must not be null");
        GrpcServiceConfig config = new ServiceConfigReader(description, logger).read(json);
        config.warnings().forEach(warning -> logger.warn(description + ": " + warning));
        return config;
    }

    /**
     * A service config that has all methods retried as a policy says.
     *
     * @param policy a policy that a service config can say, see {@link GrpcPolicy#of}
     * @return a config with a default entry and no throttling
     * @throws IllegalArgumentException if the policy says what no service config can say
     */
    public static GrpcServiceConfig of(RetryPolicy policy) {
        return new GrpcServiceConfig(
                List.of(GrpcMethodConfig.of(GrpcMethodName.ofDefault(), GrpcPolicy.of(policy))), null, Map.of());
    }

    /**
     * This config with another throttling.
     *
     * @param throttling what throttles retries for each server name
     * @return a new config
     */
    public GrpcServiceConfig throttledBy(GrpcRetryThrottling throttling) {
        return new GrpcServiceConfig(
                methodConfig, Objects.requireNonNull(throttling, "throttling must not be null"), others);
    }

    /**
     * The entry that applies to a method: the one that names the method, else the one that names its service, else the
     * default entry. One entry decides alone; nothing is taken from the others.
     *
     * @param fullMethodName service and method, {@code grpc.examples.echo.Echo/UnaryEcho}
     * @return the entry; empty if none applies
     * @throws IllegalArgumentException if the name is not made of two parts with one slash between them
     */
    public Optional<GrpcMethodConfig> configFor(String fullMethodName) {
        GrpcMethodName method = GrpcMethodName.of(fullMethodName);
        return entryNamed(method)
                .or(() -> entryNamed(new GrpcMethodName(method.service(), null)))
                .or(() -> entryNamed(GrpcMethodName.ofDefault()));
    }

    /**
     * What this config says that has less effect than it seems to: attempts above 5, entries without names.
     *
     * @return one sentence each, with the JSON path; empty if there is nothing to say
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < methodConfig.size(); i++) {
            GrpcMethodConfig entry = methodConfig.get(i);
            String path = "$.methodConfig[" + i + "]";
            if (entry.name().isEmpty()) {
                warnings.add(path + " has no name and applies to nothing");
            }
            GrpcPolicy policy = entry.policy();
            if (policy != null && policy.maxAttempts() > GrpcPolicy.MOST_ATTEMPTS) {
                warnings.add(path + "." + ServiceConfigWriter.keyOf(policy) + ".maxAttempts counts as "
                        + GrpcPolicy.MOST_ATTEMPTS + ", the most that gRPC makes, but was " + policy.maxAttempts());
            }
        }
        return List.copyOf(warnings);
    }

    /**
     * The config in the form that {@code ManagedChannelBuilder.defaultServiceConfig} takes: numbers as {@link Double},
     * durations as text ({@code "0.05s"} for 50 ms). Attempts above 5 are written as 5, with a warning in the log; so is a config
     * from which a retrier has its policy already, see {@link #usedAround}.
     *
     * @return a new map that cannot be changed
     */
    public Map<String, ?> toMap() {
        warnings().forEach(logger::warn);
        UsesOfConfigs.written(this);
        return ServiceConfigWriter.mapOf(this);
    }

    /**
     * Remembers that a retrier has its policy for a method from this config, as the starter does for each
     * {@code grpc-method}: where a config that says the same is written for a channel, before or after, a warning in the
     * log says that attempts would multiply. Remembered while this object is in use.
     *
     * @param fullMethodName service and method, {@code grpc.examples.echo.Echo/UnaryEcho}
     * @param retrier the name of the retrier around the method
     */
    public void usedAround(String fullMethodName, String retrier) {
        UsesOfConfigs.around(
                this,
                Objects.requireNonNull(fullMethodName, "method must not be null"),
                Objects.requireNonNull(retrier, "retrier must not be null"));
    }

    private Optional<GrpcMethodConfig> entryNamed(GrpcMethodName name) {
        return methodConfig.stream()
                .filter(entry -> entry.name().contains(name))
                .findFirst();
    }

    private static void requireUniqueNames(List<GrpcMethodConfig> entries) {
        Map<GrpcMethodName, String> pathByName = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            List<GrpcMethodName> names = entries.get(i).name();
            for (int j = 0; j < names.size(); j++) {
                String path = "methodConfig[" + i + "].name[" + j + "]";
                String first = pathByName.putIfAbsent(names.get(j), path);
                if (first != null) {
                    throw new IllegalArgumentException(path + " must not name what another entry names, but was "
                            + names.get(j) + ", as " + first + " is");
                }
            }
        }
    }
}
