package dev.retrykit.autoconfigure;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * One property source, read by the names that stand in it, since Spring Boot's view of it merges names that differ in
 * dashes only.
 *
 * @param precedence the number of the source; a lower one wins
 * @param properties the source
 */
record Source(int precedence, EnumerablePropertySource<?> properties) {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("retrykit");

    /** Adds what stands below {@code retrykit.}; environment variables may be written so too. */
    void readProperties(PropertyNames names, List<Entry> entries) {
        for (String written : properties.getPropertyNames()) {
            ConfigurationPropertyName name = ConfigurationPropertyName.adapt(written, '.');
            Object value = ROOT.equals(name) || ROOT.isAncestorOf(name) ? properties.getProperty(written) : null;
            if (value != null && !(isSystemEnvironment() && ROOT.equals(name))) {
                names.place(precedence, new ConfigurationProperty(name, value, originOf(written)))
                        .ifPresent(entries::add);
            }
        }
    }

    /** Adds what environment variables of ours say. */
    void readVariables(VariableNames names, List<Entry> entries) {
        if (isSystemEnvironment()) {
            for (String variable : properties.getPropertyNames()) {
                String value = Objects.toString(properties.getProperty(variable), "");
                names.place(precedence, variable, value, originOf(variable)).ifPresent(entries::add);
            }
        }
    }

    private @Nullable Origin originOf(String written) {
        return PropertySourceOrigin.get(properties, written);
    }

    /** Spring Boot's own rule, which the tests of applications rely on too. */
    private boolean isSystemEnvironment() {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        return properties instanceof SystemEnvironmentPropertySource
                && (properties.getName().equals(name) || properties.getName().endsWith("-" + name));
    }
}
