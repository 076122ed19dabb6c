package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclaration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Compares the names that annotated methods use with the instances that are configured. */
final class Usage {

    private static final Log logger = LogFactory.getLog(Usage.class);

    private final Configuration configuration;
    private final Collection<RetryDeclaration> declarations;

    Usage(Configuration configuration, Collection<RetryDeclaration> declarations) {
        this.configuration = configuration;
        this.declarations = declarations;
    }

    /** Refuses names that are misspelt, unknown, or those of abstract instances. */
    void check(Problems problems) {
        for (RetryDeclaration method : declarations) {
            if (!Names.areLegal(method.name())) {
                problems.add(new Problem(
                        "The name '" + method.name() + "' in @Retryable on " + method.describe() + " must "
                                + Names.rule(method.name()),
                        null,
                        "Write '" + Names.kebab(method.name()) + "'."));
            } else if (!method.derived() && !configuration.instances().containsKey(method.name())) {
                problems.add(unknown(method));
            } else if (isAbstract(method.name())) {
                problems.add(ofAbstract(method));
            }
        }
    }

    private Problem unknown(RetryDeclaration method) {
        Set<String> known = new TreeSet<>(configuration.instances().keySet());
        known.removeIf(this::isAbstract);
        String nearest = Nearest.to(method.name(), known);
        return new Problem(
                "@Retryable on " + method.describe() + " must name an instance under 'retrykit.instances', but was '"
                        + method.name() + "'" + (nearest == null ? "" : "; did you mean '" + nearest + "'?"),
                null,
                nearest == null
                        ? "Configure 'retrykit.instances." + method.name() + "'"
                                + (known.isEmpty() ? "." : ", or name one of " + String.join(", ", known) + ".")
                        : "Write '" + nearest + "', or configure 'retrykit.instances." + method.name() + "'.");
    }

    private Problem ofAbstract(RetryDeclaration method) {
        Section section = configuration.instances().get(method.name());
        Written written = section == null ? null : section.written("abstract");
        return new Problem(
                "@Retryable on " + method.describe() + " must not name an abstract instance, but was '" + method.name()
                        + "'",
                originOf(written),
                "Name an instance that extends '" + method.name() + "', or remove its 'abstract'.");
    }

    private static @Nullable String originOf(@Nullable Written written) {
        return written == null ? null : written.place();
    }

    private boolean isAbstract(String name) {
        PolicyProperties values = configuration.properties().instances().get(name);
        return values != null && Boolean.TRUE.equals(values.isAbstract());
    }

    /** Warns of instances that no annotated method names and no other instance extends: perhaps a slip of the pen. */
    void warnOfUnused() {
        Set<String> used = new TreeSet<>();
        declarations.forEach(method -> used.add(method.name()));
        Set<String> known = new TreeSet<>(used);
        configuration.properties().instances().values().stream()
                .map(PolicyProperties::base)
                .filter(Objects::nonNull)
                .forEach(known::add);
        for (String name : configuration.instances().keySet()) {
            if (!known.contains(name)) {
                String nearest = Nearest.to(name, used);
                logger.warn("No annotated method uses 'retrykit.instances." + name + "'"
                        + (nearest == null ? "" : " (did you mean '" + nearest + "'?)")
                        + "; it is there only for code that asks the RetryRegistry for it");
            }
        }
    }
}
