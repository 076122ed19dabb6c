package dev.retrykit.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to change of an instance, made to one change, so that it is done as a whole or not at all. Actuator
 * reads bodies as flat texts, therefore all values come as one: {@code max-attempts=2; backoff.delay=1s}.
 */
final class OverrideRequest {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final @Nullable Boolean enabled;

    OverrideRequest(@Nullable String values, @Nullable Boolean enabled) {
        this.enabled = enabled;
        if (values == null && enabled == null) {
            throw new InvalidOverrideException("one of values and enabled must be given, but neither was", List.of());
        }
        if (values != null) {
            values.lines().forEach(this::addAll);
            if (enabled != null) {
                add("enabled", enabled.toString());
            }
        }
    }

    private void addAll(String line) {
        for (String part : line.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            String[] keyAndValue = part.split("=", 2);
            String key = keyAndValue[0].strip();
            if (keyAndValue.length < 2) {
                throw new InvalidOverrideException(
                        "values must be written as key=value, separated by semicolons, but was '" + key + "'",
                        List.of(key));
            }
            add(key, keyAndValue[1].strip());
        }
    }

    private void add(String key, String value) {
        String before = values.put(key, value);
        if (before != null) {
            throw new InvalidOverrideException(
                    key + " must be given once, but was '" + before + "' and '" + value + "'", List.of(key));
        }
    }

    void applyTo(String name, PolicyOverrides overrides) {
        Boolean switched = enabled;
        if (switched == null || !values.isEmpty()) {
            overrides.override(name, values);
        } else if (switched) {
            overrides.switchOn(name);
        } else {
            overrides.switchOff(name);
        }
    }
}
