package dev.retrykit.autoconfigure;

import java.util.Locale;
import java.util.Objects;

/** How names of instances and budgets are spelt. */
final class Names {

    private Names() {}

    /** Whether a name is one or more words of lower-case letters and digits with single dashes between them. */
    static boolean areLegal(String name) {
        boolean inWord = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean dash = c == '-';
            if (dash ? !inWord : (c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
            inWord = !dash;
        }
        return inWord;
    }

    /** The name, if some instance can bear it. */
    static String checked(String name) {
        Objects.requireNonNull(name, "name must not be null");
        if (!areLegal(name)) {
            throw new IllegalArgumentException("name must " + rule(name) + ", but was '" + name + "'");
        }
        return name;
    }

    /** The rule, with the spelling that was probably meant. */
    static String rule(String name) {
        String proposed = kebab(name);
        return "consist of lower-case letters, digits and single dashes"
                + (proposed.isEmpty() ? "" : " (write '" + proposed + "')");
    }

    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    /** What is left of a name in an environment variable. */
    static String withoutDashes(String name) {
        return name.replace("-", "");
    }
}
