package dev.retrykit.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A value as somebody wrote it.
 *
 * @param property the full name of the property, or which attribute of which annotation
 * @param value the text
 * @param origin where it stands, file and line for instance, or null if not known
 */
record Written(String property, String value, @Nullable String origin) {

    /** Property and place in one line. */
    String place() {
        return origin == null ? property : property + " (" + origin + ")";
    }
}
