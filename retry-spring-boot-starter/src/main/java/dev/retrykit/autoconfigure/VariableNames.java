package dev.retrykit.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/**
 * Finds out what the name of an environment variable means, which has no dashes, no dots and no lower case:
 * {@code RETRYKIT_INSTANCES_ORDERSERVICECHARGE_BACKOFF_MAXDELAY}.
 *
 * <p>Platforms inject variables of their own for a service of that name, {@code RETRYKIT_SAMPLE_SERVICE_HOST} say. So
 * only the parts that exist are looked at, and these as strictly as properties.
 */
final class VariableNames {

    private static final String PREFIX = "RETRYKIT_";
    private static final List<String> RESERVED = List.of("GRPC");
    private static final Pattern INDEXED = Pattern.compile("(.+)_(\\d+)");

    private final Keys rootKeys = Keys.ofValuesIn(RetryProperties.class);
    private final List<Place> places;
    private final Map<String, Collection<String>> names;
    private final Problems problems;

    VariableNames(List<Place> places, Collection<String> instances, Collection<String> budgets, Problems problems) {
        this.places = places;
        this.names = Map.of("instances", instances, "budgets", budgets);
        this.problems = problems;
    }

    /** The entry, or nothing where the variable is none of ours or, as a problem then, means nothing or two things. */
    Optional<Entry> place(int precedence, String variable, String value, @Nullable Origin origin) {
        String upper = variable.toUpperCase(Locale.ROOT);
        if (!upper.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String rest = upper.substring(PREFIX.length());
        Found found = new Found(precedence, variable, value, origin);
        Keys.Key rootKey = keyOf(rest, rootKeys);
        if (rootKey != null) {
            return entry(found, "", "", rootKey, rest);
        }
        for (Place place : places) {
            String top = place.top().toUpperCase(Locale.ROOT) + "_";
            if (rest.startsWith(top)) {
                String inside = rest.substring(top.length());
                return place.named() ? placeNamed(found, place, inside) : placeKey(found, place, inside);
            }
        }
        if (isReserved(rest)) {
            unknown(found);
        }
        return Optional.empty();
    }

    private boolean isReserved(String rest) {
        return RESERVED.stream().anyMatch(top -> rest.startsWith(top + "_"))
                || rootKeys.all().stream().anyMatch(key -> rest.startsWith(form(key) + "_"));
    }

    private Optional<Entry> placeKey(Found found, Place place, String rest) {
        Keys.Key key = keyOf(rest, place.keys());
        if (key == null) {
            unknown(found);
            return Optional.empty();
        }
        return entry(found, place.top(), "", key, rest);
    }

    private Optional<Entry> placeNamed(Found found, Place place, String rest) {
        TreeSet<String> matching = new TreeSet<>();
        Keys.Key matchingKey = null;
        String matchingRest = "";
        for (int end = rest.indexOf('_'); end >= 0; end = rest.indexOf('_', end + 1)) {
            Keys.Key key = keyOf(rest.substring(end + 1), place.keys());
            String name = rest.substring(0, end).replace("_", "").toLowerCase(Locale.ROOT);
            for (String known : key == null ? List.<String>of() : namesOf(place)) {
                if (Names.withoutDashes(known).equals(name)) {
                    matching.add(known);
                    matchingKey = key;
                    matchingRest = rest.substring(end + 1);
                }
            }
        }
        if (matching.size() > 1) {
            problems.add(new Problem(
                    found.variable() + " must mean one name, but '" + String.join("' and '", matching)
                            + "' are both written so in the environment (its value is '" + found.value() + "')",
                    found.place(),
                    "Rename one of them, or set the value as a property."));
            return Optional.empty();
        }
        if (matchingKey == null) {
            unknown(found);
            return Optional.empty();
        }
        return entry(found, place.top(), matching.first(), matchingKey, matchingRest);
    }

    private Optional<Entry> entry(Found found, String top, String name, Keys.Key key, String rest) {
        if (!key.isList() && found.value().isBlank()) {
            problems.add(new Problem(
                    found.variable() + " must not be empty", found.place(), "Write a value, or remove the variable."));
            return Optional.empty();
        }
        Matcher indexed = INDEXED.matcher(rest);
        String index = key.isList() && indexed.matches() ? "[" + indexed.group(2) + "]" : "";
        return Optional.of(new Entry(found.precedence(), top, name, key, index, found.value(), found.origin()));
    }

    private void unknown(Found found) {
        String nearest = Nearest.to(found.variable().toUpperCase(Locale.ROOT), allVariables());
        problems.add(new Problem(
                found.variable() + " is no variable of Retrykit (its value is '" + found.value() + "')"
                        + (nearest == null ? "" : "; did you mean '" + nearest + "'?"),
                found.place(),
                nearest == null
                        ? "Its name must consist of RETRYKIT_, the part, the name of an instance or budget that is"
                                + " configured (without dashes), and a key (without dashes)."
                        : "Correct or remove the variable."));
    }

    private List<String> allVariables() {
        List<String> all = new ArrayList<>();
        rootKeys.all().forEach(key -> all.add(PREFIX + form(key)));
        for (Place place : places) {
            String top = PREFIX + place.top().toUpperCase(Locale.ROOT) + "_";
            for (Keys.Key key : place.keys().all()) {
                if (!place.named()) {
                    all.add(top + form(key));
                }
                for (String name : place.named() ? namesOf(place) : List.<String>of()) {
                    all.add(top + Names.withoutDashes(name).toUpperCase(Locale.ROOT) + "_" + form(key));
                }
            }
        }
        return all;
    }

    private Collection<String> namesOf(Place place) {
        return names.getOrDefault(place.top(), List.of());
    }

    /** The key that is written so, without dashes or, as Spring Boot allows too, with underscores for them. */
    private static Keys.@Nullable Key keyOf(String text, Keys keys) {
        Matcher indexed = INDEXED.matcher(text);
        for (Keys.Key key : keys.all()) {
            String unindexed = key.isList() && indexed.matches() ? indexed.group(1) : text;
            if (unindexed.equals(form(key)) || unindexed.equals(form(key.path().replace('-', '_')))) {
                return key;
            }
        }
        return null;
    }

    private static String form(Keys.Key key) {
        return form(key.path().replace("-", ""));
    }

    private static String form(String path) {
        return path.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private record Found(
            int precedence,
            String variable,
            String value,
            @Nullable Origin origin) {

        @Nullable String place() {
            return origin == null ? null : origin.toString();
        }
    }
}
