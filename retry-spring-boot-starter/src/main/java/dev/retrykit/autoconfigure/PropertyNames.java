package dev.retrykit.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Finds out what the name of a property means: which part of the configuration, which instance, which key. */
final class PropertyNames {

    private final Keys rootKeys = Keys.ofValuesIn(RetryProperties.class);
    private final Map<String, String> spellings = new HashMap<>();
    private final List<Place> places;
    private final Problems problems;

    PropertyNames(List<Place> places, Problems problems) {
        this.places = places;
        this.problems = problems;
    }

    /** The entry, or nothing where the name says nothing or, as a problem then, nothing that exists. */
    Optional<Entry> place(int precedence, ConfigurationProperty property) {
        Name name = new Name(property);
        if (name.size() == 1) {
            return nothingElse(name);
        }
        Keys.Key rootKey = name.size() == 2 ? rootKeys.find(name.path(1)) : null;
        if (rootKey != null) {
            return entry(precedence, "", "", rootKey, "", name);
        }
        Place place = placeOf(name.path(1, 2));
        if (place == null) {
            return unknown(name, "retrykit.", name.path(1, 2), tops());
        }
        if (place.named() && name.size() > 2 && !isLegal(name, place)) {
            return Optional.empty();
        }
        int keyAt = place.named() ? 3 : 2;
        if (name.size() <= keyAt) {
            return markerOf(precedence, name, place, keyAt);
        }
        return keyed(precedence, name, place, keyAt);
    }

    private Optional<Entry> keyed(int precedence, Name name, Place place, int keyAt) {
        String instance = place.named() ? name.element(2) : "";
        boolean indexed = name.endsWithIndex() && name.size() > keyAt + 1;
        Keys.Key key = place.keys().find(indexed ? name.path(keyAt, name.size() - 1) : name.path(keyAt));
        if (key != null && (key.isList() || !indexed)) {
            return entry(precedence, place.top(), instance, key, indexed ? name.index() : "", name);
        }
        if (name.value().isBlank() && place.keys().existBelow(name.path(keyAt))) {
            return Optional.empty();
        }
        if (place.named() && hasKeyFurtherOn(name, place)) {
            return dotted(name, place);
        }
        String prefix = place.prefix() + "." + (place.named() ? instance + "." : "");
        return unknown(name, prefix, name.path(keyAt), place.keys().paths());
    }

    private Optional<Entry> entry(int precedence, String top, String instance, Keys.Key key, String index, Name name) {
        if (!key.isList() && name.value().isBlank()) {
            problems.add(new Problem(name + " must not be empty", name.origin(), WhenSettings.wayOutOfEmpty(key)));
            return Optional.empty();
        }
        String first = spellings.putIfAbsent(
                String.join("|", Integer.toString(precedence), top, instance, key.path(), index), name.toString());
        if (first != null) {
            problems.add(new Problem(
                    name + " must not be written beside '" + first + "', which is the same key",
                    name.origin(),
                    "Remove one of the two."));
            return Optional.empty();
        }
        ConfigurationProperty property = name.property;
        return Optional.of(new Entry(precedence, top, instance, key, index, property.getValue(), property.getOrigin()));
    }

    private Optional<Entry> markerOf(int precedence, Name name, Place place, int keyAt) {
        if (!name.value().isBlank()) {
            problems.add(new Problem(
                    name + " must have keys below it, but was '" + name.value() + "'",
                    name.origin(),
                    "Known are " + String.join(", ", place.keys().paths()) + "."));
            return Optional.empty();
        }
        return place.named() && name.size() == keyAt
                ? Optional.of(
                        new Entry(precedence, place.top(), name.element(2), null, "", "", name.property.getOrigin()))
                : Optional.empty();
    }

    private Optional<Entry> nothingElse(Name name) {
        if (!name.value().isBlank()) {
            return unknown(name, "", "retrykit", List.of());
        }
        return Optional.empty();
    }

    private boolean isLegal(Name name, Place place) {
        String instance = name.element(2);
        if (Names.areLegal(instance)) {
            return true;
        }
        problems.add(new Problem(
                "The name '" + instance + "' in " + name + " must " + Names.rule(instance),
                name.origin(),
                "Write '" + place.prefix() + "." + Names.kebab(instance) + "'."));
        return false;
    }

    private static boolean hasKeyFurtherOn(Name name, Place place) {
        for (int at = 4; at < name.size(); at++) {
            if (place.keys().find(name.path(at)) != null) {
                return true;
            }
        }
        return false;
    }

    private Optional<Entry> dotted(Name name, Place place) {
        int keyAt = 4;
        while (place.keys().find(name.path(keyAt)) == null) {
            keyAt++;
        }
        String dotted = name.path(2, keyAt);
        problems.add(new Problem(
                "The name '" + dotted + "' in " + name + " must " + Names.rule(dotted),
                name.origin(),
                "Write '" + place.prefix() + "." + Names.kebab(dotted) + "'."));
        return Optional.empty();
    }

    private Optional<Entry> unknown(Name name, String prefix, String wrong, List<String> known) {
        String nearest = Nearest.to(wrong, known);
        problems.add(new Problem(
                name + " is no property of Retrykit (its value is '" + name.value() + "')"
                        + (nearest == null ? "" : "; did you mean '" + prefix + nearest + "'?"),
                name.origin(),
                nearest == null && !known.isEmpty()
                        ? "Known below '" + prefix + "' are " + String.join(", ", known) + "."
                        : "Correct or remove the property."));
        return Optional.empty();
    }

    private @Nullable Place placeOf(String word) {
        return places.stream()
                .filter(place -> Keys.uniform(place.top()).equals(Keys.uniform(word)))
                .findFirst()
                .orElse(null);
    }

    private List<String> tops() {
        List<String> tops = new ArrayList<>(rootKeys.paths());
        places.forEach(place -> tops.add(place.top()));
        return tops;
    }

    /** A name as it was written, word by word. */
    private record Name(ConfigurationProperty property) {

        ConfigurationPropertyName name() {
            return property.getName();
        }

        int size() {
            return name().getNumberOfElements();
        }

        String element(int at) {
            return name().getElement(at, Form.ORIGINAL);
        }

        boolean endsWithIndex() {
            return name().isNumericIndex(size() - 1);
        }

        String index() {
            return "[" + element(size() - 1) + "]";
        }

        String path(int from) {
            return path(from, size());
        }

        String path(int from, int to) {
            StringBuilder path = new StringBuilder();
            for (int at = from; at < Math.min(to, size()); at++) {
                boolean bracketed = name().isNumericIndex(at) || element(at).contains(".");
                path.append(path.isEmpty() || bracketed ? "" : ".")
                        .append(bracketed ? "[" + element(at) + "]" : element(at));
            }
            return path.toString();
        }

        String value() {
            return Objects.toString(property.getValue());
        }

        @Nullable String origin() {
            return property.getOrigin() == null ? null : property.getOrigin().toString();
        }

        @Override
        public String toString() {
            return path(0);
        }
    }
}
