package dev.retrykit.autoconfigure;

import dev.retrykit.RetryRegistry;
import dev.retrykit.endpoint.InvalidOverrideException;
import dev.retrykit.endpoint.PolicyOverrides;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Overrides the values of configured instances, and says so in the log. Thread-safe. */
final class RunTimeOverrides implements PolicyOverrides {

    private static final Log logger = LogFactory.getLog(RunTimeOverrides.class);

    private final ConfiguredRetriers retriers;
    private final RetryRegistry registry;

    RunTimeOverrides(ConfiguredRetriers retriers, RetryRegistry registry) {
        this.retriers = retriers;
        this.registry = registry;
    }

    @Override
    public void override(String name, Map<String, String> values) {
        Objects.requireNonNull(values, "values must not be null");
        if (values.isEmpty()) {
            throw new InvalidOverrideException("values must not be empty", List.of());
        }
        change(name, values);
    }

    @Override
    public void switchOff(String name) {
        change(name, Map.of("enabled", "false"));
    }

    @Override
    public void switchOn(String name) {
        if (!retriers.isEnabled()) {
            throw new InvalidOverrideException(
                    "'" + name + "' must not be switched on where retrykit.enabled is false", List.of());
        }
        change(name, Map.of("enabled", "true"));
    }

    private void change(String name, Map<String, String> values) {
        checkMade(name);
        try {
            retriers.override(all -> all.with(name, OverrideLevel.documented(values)), registry);
        } catch (InvalidRetryConfigurationException invalid) {
            throw refusal(name, values.keySet(), invalid);
        }
        logger.info("Values of '" + name + "' are overridden in this process until they are reset: "
                + String.join(", ", OverrideLevel.documented(values).keySet()));
    }

    @Override
    public void reset(String name) {
        checkMade(name);
        retriers.override(all -> all.without(name), registry);
        logger.info("No value of '" + name + "' is overridden any more");
    }

    private void checkMade(String name) {
        registry.get(name);
        if (!retriers.hasMade(name)) {
            throw new InvalidOverrideException(
                    "'" + name + "' must be made from configuration, but the application has registered it itself",
                    List.of());
        }
    }

    private static InvalidOverrideException refusal(
            String name, Collection<String> keys, InvalidRetryConfigurationException invalid) {
        String message = Objects.toString(invalid.getMessage(), "");
        List<String> fields = keys.stream()
                .filter(key -> Pattern.compile("\\bretrykit\\.instances\\."
                                + Pattern.quote(name + "." + documented(key)) + "(?![\\w.-]*\\w)")
                        .matcher(message)
                        .find())
                .sorted()
                .toList();
        InvalidOverrideException refusal = new InvalidOverrideException(message, fields);
        refusal.initCause(invalid);
        return refusal;
    }

    private static String documented(String key) {
        return OverrideLevel.documented(Map.of(key, "")).keySet().iterator().next();
    }
}
