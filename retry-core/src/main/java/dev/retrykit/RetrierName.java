package dev.retrykit;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** How names are spelt: the same in code, configuration and meters. */
final class RetrierName {

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private RetrierName() {}

    static String checked(String name) {
        Objects.requireNonNull(name, "name must not be null");
        if (LEGAL.matcher(name).matches()) {
            return name;
        }
        String proposed = kebab(name);
        throw new IllegalArgumentException(
                "name must consist of lower-case letters, digits and single dashes, but was '" + name + "'"
                        + (proposed.isEmpty() ? "" : "; write '" + proposed + "'"));
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
