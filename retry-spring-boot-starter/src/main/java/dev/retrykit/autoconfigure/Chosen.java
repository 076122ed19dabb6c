package dev.retrykit.autoconfigure;

import dev.retrykit.endpoint.EffectiveValue;
import org.jspecify.annotations.Nullable;

/**
 * The value that is in force for a key.
 *
 * @param key the key
 * @param value the value, or null if there is none
 * @param written where it was written, or null if it is built in
 * @param <T> the type of the value
 */
record Chosen<T>(String key, @Nullable T value, @Nullable Written written) {

    static final String BUILT_IN = "built-in";

    EffectiveValue effective() {
        return new EffectiveValue(key, shown(value), written == null ? BUILT_IN : written.place());
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return value instanceof Enum<?> constant ? constant.toString() : value;
    }
}
