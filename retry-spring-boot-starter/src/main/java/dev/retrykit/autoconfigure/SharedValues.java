package dev.retrykit.autoconfigure;

import dev.retrykit.endpoint.EffectiveValue;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The values that nobody wrote: alike in hundreds of instances, they are kept once. Thread-safe. */
final class SharedValues {

    private final Map<String, EffectiveValue> builtIn = new ConcurrentHashMap<>();

    /** The value as it is shown; one that is built in is the same object wherever it is equal. */
    EffectiveValue of(Chosen<?> chosen) {
        EffectiveValue value = chosen.effective();
        if (chosen.written() != null) {
            return value;
        }
        EffectiveValue known = builtIn.putIfAbsent(value.property(), value);
        return known != null && Objects.equals(known.value(), value.value()) ? known : value;
    }
}
