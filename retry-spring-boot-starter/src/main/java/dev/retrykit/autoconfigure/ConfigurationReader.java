package dev.retrykit.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads everything below {@code retrykit.} from every property source, and refuses what is not a key of ours.
 *
 * <p>Spring Boot's binder ignores unknown keys, takes {@code a-b} and {@code ab} for one name, and makes an instance of
 * its own of an environment variable's name. So the names are sorted here, each into its {@link Section}, and the binder
 * is left to convert the values.
 */
final class ConfigurationReader {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("retrykit");

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
        PropertyNames names = new PropertyNames(Place.all(), problems);
        List<Variables> variables = new ArrayList<>();
        int precedence = 0;
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            precedence++;
            if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource system
                    && isOfTheSystem(system)) {
                variables.add(new Variables(precedence, system));
            } else if (source instanceof IterableConfigurationPropertySource properties) {
                readProperties(precedence, properties, names);
            }
        }
        Set<String> instances = new TreeSet<>(namesIn("instances"));
        instances.addAll(derivedNames);
        VariableNames variableNames = new VariableNames(Place.all(), instances, namesIn("budgets"), problems);
        variables.forEach(each -> each.readInto(entries, variableNames, names));
        entries.sort(Comparator.comparingInt(Entry::precedence));
        entries.forEach(sections::add);
    }

    private void readProperties(int precedence, IterableConfigurationPropertySource source, PropertyNames names) {
        source.stream()
                .filter(name -> ROOT.equals(name) || ROOT.isAncestorOf(name))
                .distinct()
                .map(source::getConfigurationProperty)
                .forEach(property -> names.place(precedence, property).ifPresent(entries::add));
    }

    private Set<String> namesIn(String top) {
        Set<String> names = new TreeSet<>();
        entries.stream()
                .filter(entry -> entry.top().equals(top))
                .map(Entry::name)
                .forEach(names::add);
        return names;
    }

    /** Spring Boot's own rule, which the tests of applications rely on too. */
    private static boolean isOfTheSystem(SystemEnvironmentPropertySource source) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        return source.getName().equals(name) || source.getName().endsWith("-" + name);
    }
}
