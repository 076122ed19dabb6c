package dev.retrykit.grpc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as a channel takes them: maps, lists, texts, booleans and doubles. */
final class Plain {

    private Plain() {}

    /** A deep copy in the same order that cannot be changed, without keys that are null; every number becomes a double. */
    static Map<String, Object> copy(Map<?, ?> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (value != null) {
                copy.put(key.toString(), of(value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object of(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(each == null ? null : of(each)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("others must hold maps, lists, texts, numbers and booleans only, but was "
                + value + " of " + value.getClass().getName());
    }
}
