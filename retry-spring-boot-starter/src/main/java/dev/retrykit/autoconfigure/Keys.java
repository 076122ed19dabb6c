package dev.retrykit.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;

/** The keys that can be written below a place, as the record says that is bound to it. */
final class Keys {

    /**
     * One key.
     *
     * @param path the key as it is documented, {@code backoff.max-delay}
     * @param isList whether it takes several values
     */
    record Key(String path, boolean isList) {}

    private final Map<String, Key> byUniformPath = new LinkedHashMap<>();

    private Keys() {}

    /** The keys of a record, those of the records inside it included, but for some. */
    static Keys of(Class<? extends Record> type, List<String> except) {
        Keys keys = new Keys();
        keys.add("", type);
        except.forEach(path -> keys.byUniformPath.remove(uniform(path)));
        return keys;
    }

    /** The keys of a record that are values themselves. */
    static Keys ofValuesIn(Class<? extends Record> type) {
        Keys keys = new Keys();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!component.getType().isRecord() && component.getType() != Map.class) {
                keys.add("", component);
            }
        }
        return keys;
    }

    private void add(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            add(prefix, component);
        }
    }

    private void add(String prefix, RecordComponent component) {
        String path = prefix + nameOf(component);
        if (component.getType().isRecord()) {
            add(path + ".", component.getType());
        } else {
            byUniformPath.put(uniform(path), new Key(path, Collection.class.isAssignableFrom(component.getType())));
        }
    }

    static String nameOf(RecordComponent component) {
        try {
            Name name = component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotation(Name.class);
            return name == null ? DataObjectPropertyName.toDashedForm(component.getName()) : name.value();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The key of this path, however it is spelt. */
    @Nullable Key find(String path) {
        return byUniformPath.get(uniform(path));
    }

    /** Whether there are keys with this path in front. */
    boolean existBelow(String path) {
        return byUniformPath.keySet().stream().anyMatch(key -> key.startsWith(uniform(path) + "."));
    }

    Collection<Key> all() {
        return byUniformPath.values();
    }

    List<String> paths() {
        return byUniformPath.values().stream().map(Key::path).toList();
    }

    static String uniform(String path) {
        return path.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
