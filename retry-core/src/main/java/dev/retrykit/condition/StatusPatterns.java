package dev.retrykit.condition;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Statuses to look for: exact codes and names, and whole classes of three-digit codes. */
record StatusPatterns(Set<String> exact, Set<Character> classes) {

    private static final Pattern LEGAL = Pattern.compile("[1-5](\\d\\d|XX)|[A-Z]([A-Z0-9_]*[A-Z0-9])?");

    static StatusPatterns of(Collection<String> patterns) {
        Set<String> exact = new TreeSet<>();
        Set<Character> classes = new TreeSet<>();
        for (String pattern : patterns) {
            String upper = pattern.toUpperCase(Locale.ROOT);
            if (!LEGAL.matcher(upper).matches()) {
                throw new IllegalArgumentException(
                        "status must be a code such as 503, a class such as 5xx or a name such as UNAVAILABLE, but was '"
                                + pattern + "'");
            }
            if (upper.endsWith("XX") && Character.isDigit(upper.charAt(0))) {
                classes.add(upper.charAt(0));
            } else {
                exact.add(upper);
            }
        }
        return new StatusPatterns(Set.copyOf(exact), Set.copyOf(classes));
    }

    boolean match(String status) {
        return exact.contains(status.toUpperCase(Locale.ROOT))
                || (status.length() == 3 && classes.contains(status.charAt(0)) && isNumber(status));
    }

    private static boolean isNumber(String status) {
        return Character.isDigit(status.charAt(1)) && Character.isDigit(status.charAt(2));
    }

    /** The patterns in alphabetical order. */
    Set<String> all() {
        Set<String> all = new TreeSet<>(exact);
        classes.forEach(first -> all.add(first + "xx"));
        return Collections.unmodifiableSet(all);
    }

    @Override
    public String toString() {
        return String.join(", ", all());
    }
}
