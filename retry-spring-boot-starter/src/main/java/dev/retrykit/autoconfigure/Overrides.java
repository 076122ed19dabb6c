package dev.retrykit.autoconfigure;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is overridden at run time. Immutable.
 *
 * @param byInstance the texts by the names of instances and, below these, by documented keys
 */
record Overrides(Map<String, Map<String, String>> byInstance) {

    static final Overrides NONE = new Overrides(Map.of());

    Overrides {
        byInstance = Collections.unmodifiableMap(new TreeMap<>(byInstance));
    }

    Set<String> names() {
        return byInstance.keySet();
    }

    Map<String, String> of(String name) {
        return byInstance.getOrDefault(name, Map.of());
    }

    /** These and more values of an instance; a later one replaces an earlier one. */
    Overrides with(String name, Map<String, String> values) {
        Map<String, String> all = new TreeMap<>(of(name));
        all.putAll(values);
        Map<String, Map<String, String>> changed = new TreeMap<>(byInstance);
        changed.put(name, Collections.unmodifiableMap(all));
        return new Overrides(changed);
    }

    Overrides without(String name) {
        Map<String, Map<String, String>> changed = new TreeMap<>(byInstance);
        changed.remove(name);
        return new Overrides(changed);
    }
}
