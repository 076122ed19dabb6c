package dev.retrykit.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The levels of configuration that one instance is made of, lowest first. Of each key the highest level that has it
 * decides.
 *
 * @param levels the levels
 */
record Layers(List<Level> levels) {

    Layers {
        levels = List.copyOf(levels);
    }

    /** The highest value of a key, or what is built in. */
    <T> Chosen<T> highest(String key, Function<PolicyProperties, @Nullable T> reader, @Nullable T builtIn) {
        for (int at = levels.size() - 1; at >= 0; at--) {
            T value = reader.apply(levels.get(at).values());
            if (value != null) {
                return new Chosen<>(key, value, levels.get(at).written(key));
            }
        }
        return new Chosen<>(key, builtIn, null);
    }

    /** These levels and one above them. */
    Layers above(Level level) {
        List<Level> all = new ArrayList<>(levels);
        all.add(level);
        return new Layers(all);
    }

    /** The levels from the highest one that has a key, all if none has it. */
    Layers fromHighest(Function<PolicyProperties, @Nullable Object> reader) {
        for (int at = levels.size() - 1; at >= 0; at--) {
            if (reader.apply(levels.get(at).values()) != null) {
                return new Layers(levels.subList(at, levels.size()));
            }
        }
        return this;
    }

    /** The level that is an annotation of Spring's, null if there is none. */
    @Nullable Level adopted() {
        return levels.stream()
                .filter(level -> level.adopted() != null)
                .findFirst()
                .orElse(null);
    }

    /** Whether a level that is no annotation of Spring's, and not below one, has a key. */
    boolean isWrittenAboveAdopted(Function<PolicyProperties, @Nullable Object> reader) {
        return levels.subList(levels.indexOf(adopted()) + 1, levels.size()).stream()
                .anyMatch(level -> reader.apply(level.values()) != null);
    }
}
