package dev.retrykit.autoconfigure;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The environment variables of a source.
 *
 * @param precedence the number of the source
 * @param source the variables
 */
record Variables(int precedence, SystemEnvironmentPropertySource source) {

    void readInto(List<Entry> entries, VariableNames variables, PropertyNames properties) {
        for (String name : source.getPropertyNames()) {
            Object value = source.getSource().get(name);
            if (value == null) {
                continue;
            }
            if (name.startsWith("retrykit.")) {
                ConfigurationProperty property = new ConfigurationProperty(
                        ConfigurationPropertyName.adapt(name, '.'), value, PropertySourceOrigin.get(source, name));
                properties.place(precedence, property).ifPresent(entries::add);
            } else {
                variables
                        .place(precedence, name, Objects.toString(value), PropertySourceOrigin.get(source, name))
                        .ifPresent(entries::add);
            }
        }
    }
}
