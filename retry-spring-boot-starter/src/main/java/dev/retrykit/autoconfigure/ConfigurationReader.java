package dev.retrykit.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/**
 * Reads everything below {@code retrykit.} from every property source, and refuses what is not a key of ours.
 *
 * <p>Spring Boot's binder ignores unknown keys, takes {@code a-b} and {@code ab} for one name, and makes an instance of
 * its own of an environment variable's name. So the names are sorted here, each into its {@link Section}, and the binder
 * is left to convert the values.
 */
final class ConfigurationReader {

    private final List<Entry> entries = new ArrayList<>();
    private final Sections sections;

    private ConfigurationReader(Sections sections) {
        this.sections = sections;
    }

    /**
     * Reads and binds.
     *
     * @param environment where to read
     * @param derivedNames names of instances that an environment variable may mean although no property has them
     * @param problems takes what is wrong
     * @return what is written
     */
    static Configuration read(Environment environment, Collection<String> derivedNames, Problems problems) {
        ConfigurationReader reader = new ConfigurationReader(new Sections());
        reader.readAll(environment, derivedNames, problems);
        return reader.sections.bind(environment, problems);
    }

    private void readAll(Environment environment, Collection<String> derivedNames, Problems problems) {
        PropertyNames properties = new PropertyNames(Place.all(), problems);
        List<Source> sources = sourcesOf(environment);
        sources.forEach(source -> source.readProperties(properties, entries));
        Set<String> instances = new TreeSet<>(namesIn("instances"));
        instances.addAll(derivedNames);
        VariableNames variables = new VariableNames(Place.all(), instances, namesIn("budgets"), problems);
        sources.forEach(source -> source.readVariables(variables, entries));
        entries.sort(Comparator.comparingInt(Entry::precedence));
        entries.forEach(sections::add);
    }

    private static List<Source> sourcesOf(Environment environment) {
        List<Source> sources = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> names) {
                sources.add(new Source(sources.size(), names));
            }
        }
        return sources;
    }

    private Set<String> namesIn(String top) {
        Set<String> names = new TreeSet<>();
        entries.stream()
                .filter(entry -> entry.top().equals(top))
                .map(Entry::name)
                .forEach(names::add);
        return names;
    }
}
