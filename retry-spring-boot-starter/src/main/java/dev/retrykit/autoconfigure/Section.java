package dev.retrykit.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;

/** What was written below one place, {@code retrykit.instances.payments} for instance, under documented keys only. */
final class Section {

    private final String prefix;
    private final Map<ConfigurationPropertyName, ConfigurationProperty> properties = new TreeMap<>();

    /** The first source that has a key, by its path. */
    private final Map<String, Integer> sources = new HashMap<>();

    Section(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    /**
     * Adds a value unless a source before this one had it. Of a list, the first source that has any of it has all.
     *
     * @param source the source's number in order of precedence
     * @param key the key
     * @param index the place in a list, {@code [0]}, or nothing
     */
    void add(int source, Keys.Key key, String index, Object value, @Nullable Origin origin) {
        Integer first = sources.putIfAbsent(key.path(), source);
        if (key.isList() && first != null && first != source) {
            return;
        }
        ConfigurationPropertyName name = ConfigurationPropertyName.of(prefix + "." + key.path() + index);
        properties.putIfAbsent(name, new ConfigurationProperty(name, value, origin));
    }

    /** Where and how the value of a key was written, a list as one text. */
    Written written(String path) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(prefix + "." + path);
        String value = at(name).map(property -> property.getValue().toString()).collect(Collectors.joining(","));
        String origin = at(name).flatMap(property -> Stream.ofNullable(property.getOrigin()))
                .map(Origin::toString)
                .findFirst()
                .orElse(null);
        return new Written(prefix + "." + path, value, origin);
    }

    private Stream<ConfigurationProperty> at(ConfigurationPropertyName name) {
        return properties.values().stream()
                .filter(property -> name.equals(property.getName()) || name.isParentOf(property.getName()));
    }

    /** Whether anything is written under a key. */
    boolean has(String path) {
        return sources.containsKey(path);
    }

    /** Whether anything is written under a key that begins so. */
    boolean hasBelow(String prefix) {
        for (String path : sources.keySet()) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The values as a record; what cannot be converted becomes a problem, and is left out of the record. */
    <T extends Record> T bind(Class<T> type, Sections.Binding binding) {
        Binder binder = new Binder(List.of(new View(properties)), binding.placeholders());
        return new RecordBinder(this, binder, binding.problems()).bind(type);
    }

    private record View(Map<ConfigurationPropertyName, ConfigurationProperty> properties)
            implements IterableConfigurationPropertySource {

        @Override
        public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
            return properties.get(name);
        }

        @Override
        public Stream<ConfigurationPropertyName> stream() {
            return properties.keySet().stream();
        }
    }
}
