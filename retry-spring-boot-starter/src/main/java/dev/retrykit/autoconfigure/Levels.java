package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All levels of configuration, and which of them an instance is made of.
 *
 * @param defaults what {@code retrykit.defaults} says
 * @param annotations what annotations say, by instance
 * @param instances what each instance says
 * @param chains the names that each instance extends, base first, with itself last
 * @param removed what instances were made of that nothing mentions any more, but whose retriers exist
 */
record Levels(
        Level defaults,
        Map<String, Level> annotations,
        Map<String, Level> instances,
        Map<String, List<String>> chains,
        Map<String, Layers> removed) {

    /** Puts the levels together and checks each value in each of them. */
    static Levels of(Configuration configuration, Collection<RetryDeclaration> declarations, Problems problems) {
        RetryProperties properties = configuration.properties();
        Map<String, Level> instances = new TreeMap<>();
        configuration.instances().forEach((name, section) -> {
            PolicyProperties values = properties.instances().get(name);
            if (values != null) {
                instances.put(name, Level.of(values, section));
            }
        });
        Levels levels = new Levels(
                Level.of(properties.defaults(), configuration.defaults()),
                AnnotationLevels.of(declarations, problems),
                instances,
                Inheritance.chains(configuration, problems),
                Map.of());
        LevelRules.check(levels.defaults, problems);
        levels.annotations.values().stream()
                .filter(level -> level.adopted() == null)
                .forEach(level -> LevelRules.check(level, problems));
        levels.instances.values().forEach(level -> LevelRules.check(level, problems));
        return levels;
    }

    /** These, and of instances that are gone what they were made of before. */
    Levels keeping(Levels before, Collection<String> made) {
        Map<String, Layers> gone = new TreeMap<>();
        Set<String> left = names();
        Set<String> known = before.names();
        made.stream()
                .filter(name -> known.contains(name) && !left.contains(name))
                .forEach(name -> gone.put(name, before.layersOf(name)));
        return new Levels(defaults, annotations, instances, chains, gone);
    }

    /** The instances that have calls: those configured, unless abstract, those that annotations name, and the removed. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(removed.keySet());
        names.addAll(annotations.keySet());
        instances.forEach((name, level) -> {
            if (!Boolean.TRUE.equals(level.values().isAbstract())) {
                names.add(name);
            }
        });
        return names;
    }

    Layers layersOf(String name) {
        Layers before = removed.get(name);
        if (before != null) {
            return before;
        }
        List<Level> layers = new ArrayList<>();
        layers.add(defaults);
        addIfPresent(layers, annotations.get(name));
        for (String link : chains.getOrDefault(name, List.of())) {
            addIfPresent(layers, instances.get(link));
        }
        return new Layers(layers);
    }

    private static void addIfPresent(List<Level> layers, @Nullable Level level) {
        if (level != null) {
            layers.add(level);
        }
    }
}
