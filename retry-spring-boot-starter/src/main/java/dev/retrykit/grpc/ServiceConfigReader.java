package dev.retrykit.grpc;

import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a service config from JSON. The records know the bounds; what is added here is types and paths. */
final class ServiceConfigReader {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Set<String> CONFIG = Set.of("methodConfig", "retryThrottling");
    private static final Set<String> ENTRY = Set.of("name", "waitForReady", "retryPolicy", "hedgingPolicy");
    private static final Set<String> NAME = Set.of("service", "method");
    private static final Set<String> RETRY =
            Set.of("maxAttempts", "initialBackoff", "maxBackoff", "backoffMultiplier", "retryableStatusCodes");
    private static final Set<String> HEDGING = Set.of("maxAttempts", "hedgingDelay", "nonFatalStatusCodes");
    private static final Set<String> THROTTLING = Set.of("maxTokens", "tokenRatio");

    /** What a channel reads from a service config besides. */
    private static final Set<String> CONFIG_OF_CHANNEL =
            Set.of("loadBalancingConfig", "loadBalancingPolicy", "healthCheckConfig");

    private static final Set<String> ENTRY_OF_CHANNEL =
            Set.of("timeout", "maxRequestMessageBytes", "maxResponseMessageBytes");

    /** Where Jackson's messages turn to its own switches, which are of no use to who wrote the document. */
    private static final Pattern NAMES_OF_SWITCHES = Pattern.compile(" (\\(start marker|found after value).*");

    private final String description;
    private final Log logger;

    ServiceConfigReader(String description, Log logger) {
        this.description = description;
        this.logger = logger;
    }

    GrpcServiceConfig read(String json) {
        try {
            return config(JsonFields.of(MAPPER.readTree(json), "$"));
        } catch (JacksonException malformed) {
            throw new GrpcServiceConfigException(description + " must be JSON, but " + complaint(malformed), malformed);
        } catch (IllegalArgumentException breach) {
            throw new GrpcServiceConfigException(description + ": " + breach.getMessage(), breach);
        }
    }

    private static String complaint(JacksonException malformed) {
        TokenStreamLocation place = malformed.getLocation();
        String text = NAMES_OF_SWITCHES.matcher(malformed.getOriginalMessage()).replaceFirst("");
        return place == null
                ? "was not: " + text
                : "was not at line " + place.getLineNr() + ", column " + place.getColumnNr() + ": " + text;
    }

    private GrpcServiceConfig config(JsonFields fields) {
        List<GrpcMethodConfig> entries = new ArrayList<>();
        for (JsonNode entry : fields.list("methodConfig")) {
            entries.add(entry(JsonFields.of(entry, fields.pathOf("methodConfig[" + entries.size() + "]"))));
        }
        JsonFields throttling = fields.object("retryThrottling");
        GrpcRetryThrottling retryThrottling = throttling == null ? null : throttling(throttling);
        Map<String, Object> others = others(fields, CONFIG, CONFIG_OF_CHANNEL);
        return within(fields, () -> new GrpcServiceConfig(entries, retryThrottling, others));
    }

    private GrpcMethodConfig entry(JsonFields fields) {
        List<GrpcMethodName> names = new ArrayList<>();
        for (JsonNode name : fields.list("name")) {
            names.add(name(JsonFields.of(name, fields.pathOf("name[" + names.size() + "]"))));
        }
        JsonFields retry = fields.object("retryPolicy");
        JsonFields hedging = fields.object("hedgingPolicy");
        if (retry != null && hedging != null) {
            throw new IllegalArgumentException(
                    fields.pathOf("hedgingPolicy") + " must not be given beside retryPolicy, but both were given");
        }
        return new GrpcMethodConfig(
                names,
                fields.flag("waitForReady"),
                retry != null ? retryPolicy(retry) : hedging != null ? hedgingPolicy(hedging) : null,
                others(fields, ENTRY, ENTRY_OF_CHANNEL));
    }

    private GrpcMethodName name(JsonFields fields) {
        warnOfUnknown(fields, NAME);
        String service = orNull(fields.text("service"));
        String method = orNull(fields.text("method"));
        return within(fields, () -> new GrpcMethodName(service, method));
    }

    private GrpcRetryPolicy retryPolicy(JsonFields fields) {
        warnOfUnknown(fields, RETRY);
        int attempts = fields.requiredWholeNumber("maxAttempts");
        Duration initial = fields.requiredDuration("initialBackoff");
        Duration max = fields.requiredDuration("maxBackoff");
        double multiplier = fields.requiredNumber("backoffMultiplier");
        Set<Code> codes = codes(fields, "retryableStatusCodes");
        return within(fields, () -> new GrpcRetryPolicy(attempts, initial, max, multiplier, codes));
    }

    private GrpcHedgingPolicy hedgingPolicy(JsonFields fields) {
        warnOfUnknown(fields, HEDGING);
        int attempts = fields.requiredWholeNumber("maxAttempts");
        Duration delay = fields.duration("hedgingDelay");
        Set<Code> codes = codes(fields, "nonFatalStatusCodes");
        return within(fields, () -> new GrpcHedgingPolicy(attempts, delay == null ? Duration.ZERO : delay, codes));
    }

    private GrpcRetryThrottling throttling(JsonFields fields) {
        warnOfUnknown(fields, THROTTLING);
        int maxTokens = fields.requiredWholeNumber("maxTokens");
        double tokenRatio = fields.requiredNumber("tokenRatio");
        return within(fields, () -> new GrpcRetryThrottling(maxTokens, tokenRatio));
    }

    private static Set<Code> codes(JsonFields fields, String key) {
        Set<Code> codes = EnumSet.noneOf(Code.class);
        int index = 0;
        for (JsonNode code : fields.list(key)) {
            String path = fields.pathOf(key + "[" + index++ + "]");
            codes.add(code(code, path));
        }
        return codes;
    }

    private static Code code(JsonNode node, String path) {
        Integer number = node.isString() ? null : JsonFields.wholeNumberIn(node);
        Code code = (node.isString()
                        ? StatusCodes.named(node.stringValue())
                        : Optional.ofNullable(number).flatMap(StatusCodes::numbered))
                .orElseThrow(() -> JsonFields.refused(path, "a status code such as \"UNAVAILABLE\" or 14", node));
        if (code == Code.OK) {
            throw JsonFields.refused(path, "a code of failure, not OK", node);
        }
        return code;
    }

    /** What travels along to a channel; fields that a channel knows get the spelling that it knows. */
    private Map<String, Object> others(JsonFields fields, Set<String> ours, Set<String> ofChannel) {
        Map<String, Object> others = new LinkedHashMap<>();
        fields.without(ours)
                .forEach((spelling, value) -> others.put(
                        ofChannel.stream()
                                .filter(spelling::equalsIgnoreCase)
                                .findFirst()
                                .orElse(spelling),
                        MAPPER.treeToValue(value, Object.class)));
        others.keySet().stream().filter(key -> !ofChannel.contains(key)).forEach(key -> warnOfUnknown(fields, key));
        return others;
    }

    private void warnOfUnknown(JsonFields fields, Set<String> known) {
        fields.without(known).keySet().forEach(key -> warnOfUnknown(fields, key));
    }

    private void warnOfUnknown(JsonFields fields, String key) {
        logger.warn(description + ": " + fields.pathOf(key) + " is unknown to gRPC and has no effect");
    }

    /** Puts the path of the object before what its record says of a field. */
    private static <T> T within(JsonFields fields, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException breach) {
            throw new IllegalArgumentException(fields.pathOf("") + breach.getMessage(), breach);
        }
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
