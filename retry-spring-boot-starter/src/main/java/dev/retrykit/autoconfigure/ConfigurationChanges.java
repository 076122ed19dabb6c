package dev.retrykit.autoconfigure;

import dev.retrykit.RetryRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Reads {@code retrykit.*} again when somebody says that it has changed. Thread-safe.
 *
 * <p>What is invalid changes nothing and is reported as it would be at the start. Counts, budgets, overrides and calls in
 * flight survive.
 */
final class ConfigurationChanges {

    private static final Log logger = LogFactory.getLog(ConfigurationChanges.class);

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("retrykit");

    /** What is read again; the rest decides how beans are made. */
    private static final Set<String> READ_AGAIN = Set.of("enabled", "defaults", "instances", "budgets", "grpc");

    /** All that there is. */
    private static final List<String> TOPS = Stream.concat(
                    Keys.ofValuesIn(RetryProperties.class).paths().stream(),
                    Place.all().stream().map(Place::top))
            .toList();

    private final ConfiguredRetriers retriers;
    private final RetryRegistry registry;

    ConfigurationChanges(ConfiguredRetriers retriers, RetryRegistry registry) {
        this.retriers = retriers;
        this.registry = registry;
    }

    /** Takes the names of properties that have changed, and does nothing if none of them is ours. */
    void changed(Collection<String> keys) {
        Set<String> ours = new TreeSet<>(keys);
        ours.removeIf(key -> !isOurs(key));
        if (ours.isEmpty()) {
            return;
        }
        List<String> pending = new ArrayList<>();
        ours.stream().filter(key -> !isReadAgain(key)).forEach(pending::add);
        try {
            pending.addAll(retriers.readAgain(registry));
        } catch (InvalidRetryConfigurationException invalid) {
            logger.error(report(invalid));
            return;
        } catch (RuntimeException broken) {
            logger.error("'retrykit.*' has changed, but could not be read again: everything stays as it was", broken);
            return;
        }
        ours.removeIf(key -> !isReadAgain(key));
        if (!ours.isEmpty()) {
            logger.info("'retrykit.*' has been read again: new calls follow " + String.join(", ", ours));
        }
        if (!pending.isEmpty()) {
            logger.warn("Changes of " + String.join(", ", pending) + " take effect with the next start only");
        }
    }

    private static boolean isOurs(String key) {
        return ROOT.isAncestorOf(ConfigurationPropertyName.adapt(key, '.')) || isVariable(key);
    }

    /** Platforms inject variables for a service of our name, which say nothing of us. */
    private static boolean isVariable(String key) {
        return TOPS.stream().anyMatch(top -> isVariableBelow(top, key));
    }

    private static boolean isVariableBelow(String top, String key) {
        String upper = key.toUpperCase(Locale.ROOT);
        String variable = "RETRYKIT_" + Keys.uniform(top).toUpperCase(Locale.ROOT);
        return upper.equals(variable) || upper.startsWith(variable + "_");
    }

    private static boolean isReadAgain(String key) {
        return isVariable(key)
                ? READ_AGAIN.stream().anyMatch(top -> isVariableBelow(top, key))
                : READ_AGAIN.contains(ConfigurationPropertyName.adapt(key, '.').getElement(1, Form.UNIFORM));
    }

    private static String report(InvalidRetryConfigurationException invalid) {
        FailureAnalyzer analyzer = new InvalidRetryConfigurationFailureAnalyzer();
        FailureAnalysis analysis = analyzer.analyze(invalid);
        return "'retrykit.*' has changed, but is invalid: everything stays as it was"
                + (analysis == null
                        ? ""
                        : "\n\nDescription:\n\n" + analysis.getDescription() + "\n\nAction:\n\n" + analysis.getAction()
                                + "\n");
    }
}
