package dev.retrykit.grpc;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one JSON object, found by their names in any case. What has the wrong type is refused with its path; what
 * is null is absent.
 */
final class JsonFields {

    private static final int LONGEST_VALUE = 80;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final String path;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    private JsonFields(String path) {
        this.path = path;
    }

    static JsonFields of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw refused(path, "an object", node);
        }
        JsonFields fields = new JsonFields(path);
        Map<String, String> spellings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String spelling = field.getKey();
            String earlier = spellings.putIfAbsent(lowerCase(spelling), spelling);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        path + "." + spelling + " must be given once, but was given as " + earlier + " too");
            }
            if (!field.getValue().isNull()) {
                fields.values.put(spelling, field.getValue());
            }
        }
        return fields;
    }

    String pathOf(String key) {
        return path + "." + key;
    }

    /** The fields that are none of these, in their order, by the names that the document gives them. */
    Map<String, JsonNode> without(Set<String> keys) {
        Map<String, JsonNode> others = new LinkedHashMap<>(values);
        others.keySet().removeIf(spelling -> keys.stream().anyMatch(spelling::equalsIgnoreCase));
        return others;
    }

    @Nullable JsonFields object(String key) {
        JsonNode value = find(key);
        return value == null ? null : of(value, pathOf(key));
    }

    List<JsonNode> list(String key) {
        JsonNode value = find(key);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw refused(pathOf(key), "a list", value);
        }
        return new ArrayList<>(value.values());
    }

    @Nullable String text(String key) {
        JsonNode value = find(key);
        if (value != null && !value.isString()) {
            throw refused(pathOf(key), "a text", value);
        }
        return value == null ? null : value.stringValue();
    }

    @Nullable Boolean flag(String key) {
        JsonNode value = find(key);
        if (value != null && !value.isBoolean()) {
            throw refused(pathOf(key), "true or false", value);
        }
        return value == null ? null : value.booleanValue();
    }

    @Nullable Duration duration(String key) {
        JsonNode value = find(key);
        if (value == null) {
            return null;
        }
        String text = value.isString() ? value.stringValue() : "";
        return DurationText.parsed(text).orElseThrow(() -> refused(pathOf(key), "a duration such as \"0.5s\"", value));
    }

    Duration requiredDuration(String key) {
        Duration duration = duration(key);
        if (duration == null) {
            throw missing(key);
        }
        return duration;
    }

    int requiredWholeNumber(String key) {
        JsonNode value = required(key);
        Integer number = wholeNumberIn(value);
        if (number == null) {
            throw refused(pathOf(key), "a whole number", value);
        }
        return number;
    }

    double requiredNumber(String key) {
        JsonNode value = required(key);
        BigDecimal number = numberIn(value);
        if (number == null) {
            throw refused(pathOf(key), "a number", value);
        }
        return number.doubleValue();
    }

    static @Nullable Integer wholeNumberIn(JsonNode value) {
        BigDecimal number = numberIn(value);
        // Compared before it is converted: the digits of 1e999999999 would fill the memory.
        if (number == null
                || number.abs().compareTo(LARGEST) > 0
                || number.stripTrailingZeros().scale() > 0) {
            return null;
        }
        return number.intValueExact();
    }

    /** The number; as in protobuf, a text may hold it. */
    private static @Nullable BigDecimal numberIn(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        try {
            return value.isString() ? new BigDecimal(value.stringValue()) : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private JsonNode required(String key) {
        JsonNode value = find(key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    private @Nullable JsonNode find(String key) {
        for (Map.Entry<String, JsonNode> field : values.entrySet()) {
            if (field.getKey().equalsIgnoreCase(key)) {
                return field.getValue();
            }
        }
        return null;
    }

    private IllegalArgumentException missing(String key) {
        return new IllegalArgumentException(pathOf(key) + " must be given, but was missing");
    }

    static IllegalArgumentException refused(String path, String what, JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return new IllegalArgumentException(path + " must be " + what + ", but was "
                + (text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…"));
    }

    private static String lowerCase(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
