package dev.retrykit.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/** Says in our own words what a text had to be that could not be converted. */
final class Conversions {

    private Conversions() {}

    /** The value that could not be bound, or null if the failure names none. */
    static @Nullable ConfigurationProperty culprit(BindException failure) {
        return failure.getCause() instanceof UnboundConfigurationPropertiesException unbound
                ? unbound.getUnboundProperties().iterator().next()
                : failure.getProperty();
    }

    static Problem problem(BindException failure, ConfigurationProperty culprit) {
        Written written = new Written(
                culprit.getName().toString(),
                culprit.getValue().toString(),
                culprit.getOrigin() == null ? null : culprit.getOrigin().toString());
        return failure.getCause() instanceof UnboundConfigurationPropertiesException
                ? Problem.rule(written, "follow on the element before it", "Number the elements from 0, without a gap.")
                : rule(written, failure.getTarget().getType().resolve(Object.class));
    }

    /** The problem of a text that is not of a type. */
    static Problem rule(Written written, Class<?> type) {
        if (type.isEnum()) {
            List<String> constants = Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList();
            String nearest = Nearest.to(written.value().toLowerCase(Locale.ROOT), constants);
            return Problem.rule(
                    written,
                    "be one of " + String.join(", ", constants),
                    nearest == null ? Problem.CORRECT_VALUE : "Did you mean '" + nearest + "'?");
        }
        return Problem.rule(written, ruleOf(type));
    }

    private static String ruleOf(Class<?> type) {
        if (type == Duration.class) {
            return "be a duration such as 200ms, 5s or 2m";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "be true or false";
        }
        if (type == Integer.class || type == int.class) {
            return "be a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
        }
        if (type == Double.class) {
            return "be a number";
        }
        if (type == Class.class || List.class.isAssignableFrom(type)) {
            return "name a class that is on the class path";
        }
        return "be convertible to " + type.getSimpleName();
    }
}
