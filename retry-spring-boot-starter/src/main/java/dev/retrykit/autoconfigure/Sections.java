package dev.retrykit.autoconfigure;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.core.env.Environment;

/** All sections, filled entry by entry in order of precedence. */
final class Sections {

    private final Section root = new Section("retrykit");
    private final Map<String, Section> groups = new TreeMap<>();
    private final Map<String, Map<String, Section>> named = new TreeMap<>();

    void add(Entry entry) {
        Section section = sectionOf(entry.top(), entry.name());
        if (entry.key() != null) {
            section.add(entry.precedence(), entry.key(), entry.index(), entry.value(), entry.origin());
        }
    }

    private Section sectionOf(String top, String name) {
        if (top.isEmpty()) {
            return root;
        }
        return name.isEmpty()
                ? groups.computeIfAbsent(top, it -> new Section("retrykit." + it))
                : namedIn(top).computeIfAbsent(name, it -> new Section("retrykit." + top + "." + it));
    }

    private Map<String, Section> namedIn(String top) {
        return named.computeIfAbsent(top, it -> new TreeMap<>());
    }

    /** The values of all sections, with what cannot be converted as problems. */
    Configuration bind(Environment environment, Problems problems) {
        PlaceholdersResolver placeholders = new PropertySourcesPlaceholdersResolver(environment);
        Binding binding = new Binding(placeholders, problems);
        Section defaults = sectionOf("defaults", "");
        RetryProperties top = root.bind(RetryProperties.class, binding);
        RetryProperties properties = new RetryProperties(
                top.enabled(),
                top.testMode(),
                defaults.bind(PolicyProperties.class, binding),
                bindAll("instances", PolicyProperties.class, binding),
                bindAll("budgets", BudgetProperties.class, binding),
                sectionOf("grpc", "").bind(RetryProperties.Grpc.class, binding),
                sectionOf("aop", "").bind(RetryProperties.Aop.class, binding),
                top.adoptSpringAnnotations(),
                top.observations());
        checkEnabled(problems);
        return new Configuration(properties, defaults, namedIn("instances"), namedIn("budgets"), sectionOf("grpc", ""));
    }

    private <T extends Record> Map<String, T> bindAll(String top, Class<T> type, Binding binding) {
        Map<String, T> all = new TreeMap<>();
        namedIn(top).forEach((name, section) -> all.put(name, section.bind(type, binding)));
        return all;
    }

    /** Conditions on the property compare its text, so "on" or "yes" would be on for one and off for the other. */
    private void checkEnabled(Problems problems) {
        Written enabled = root.written("enabled");
        if (!enabled.value().matches("(?i)true|false|.*\\$\\{.*|")) {
            problems.add(Problem.rule(enabled, "be true or false"));
        }
    }

    record Binding(PlaceholdersResolver placeholders, Problems problems) {}
}
