package dev.retrykit.autoconfigure;

import dev.retrykit.endpoint.EffectiveValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;

/** The highest level of configuration: what was overridden at run time, read and refused as properties are. */
final class OverrideLevel {

    /** What shows that a value is from here. */
    static final Origin ORIGIN = new Origin() {
        @Override
        public String toString() {
            return "run-time override (this process only)";
        }
    };

    /** What a retrier is made of once, what is no value, and expressions, which nobody is to send to a running process. */
    private static final Set<String> FIXED = Set.of("extends", "abstract", "budget", "grpc-method", "retry-when");

    private static final Keys KEYS = Keys.of(PolicyProperties.class, List.of());

    private OverrideLevel() {}

    /** The level of an instance; what is wrong with it becomes a problem. */
    static Level of(String name, Map<String, String> values, Problems problems) {
        Section section = new Section("retrykit.instances." + name);
        PropertyNames names = new PropertyNames(Place.all(), problems);
        values.forEach((key, text) -> names.place(0, property(section.prefix() + "." + key, text))
                .ifPresent(entry -> add(section, entry, problems)));
        Sections.Binding binding = new Sections.Binding(PlaceholdersResolver.NONE, problems);
        Level level = Level.of(section.bind(PolicyProperties.class, binding), section);
        LevelRules.check(level, problems);
        return level;
    }

    /** The same values under the keys that are documented, where they are keys at all. */
    static Map<String, String> documented(Map<String, String> values) {
        Map<String, String> documented = new TreeMap<>();
        values.forEach((key, text) -> {
            Keys.Key known = KEYS.find(key);
            documented.put(known == null ? key : known.path(), text);
        });
        return documented;
    }

    private static ConfigurationProperty property(String name, String text) {
        return new ConfigurationProperty(ConfigurationPropertyName.adapt(name, '.'), text, ORIGIN);
    }

    private static void add(Section section, Entry entry, Problems problems) {
        Keys.Key key = entry.key();
        if (key == null) {
            return;
        }
        Written written = new Written(
                section.prefix() + "." + key.path() + entry.index(),
                entry.value().toString(),
                ORIGIN.toString());
        if (FIXED.contains(key.path())) {
            problems.add(Problem.rule(
                    written,
                    "not be overridden at run time",
                    "Write it as a property and start the application again."));
        } else if (!entry.index().isEmpty()) {
            problems.add(Problem.rule(
                    written, "not be numbered in an override", "Write all elements as one text, separated by commas."));
        } else {
            section.add(0, key, "", entry.value(), ORIGIN);
        }
    }

    /** The value with its own origin and the one of the value beneath, if it is from this level. */
    static EffectiveValue shown(EffectiveValue value, Level level, EffectivePolicy beneath) {
        if (!value.origin().equals(level.written(value.property()).place())) {
            return value;
        }
        String below = beneath.values().stream()
                .filter(other -> other.property().equals(value.property()))
                .map(other -> ", above " + other.origin())
                .findFirst()
                .orElse("");
        return new EffectiveValue(value.property(), value.value(), ORIGIN + below);
    }
}
