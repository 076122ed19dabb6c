package dev.retrykit.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/**
 * One value that was found under a name of ours.
 *
 * @param precedence the number of its source; a lower one wins
 * @param top the part of the configuration, {@code instances} say, empty for the keys right below {@code retrykit}
 * @param name the name before the key, empty where the part has none
 * @param key the key, or null if only the name was written
 * @param index the place in a list, {@code [0]}, or empty
 * @param value the value
 * @param origin where it was written, or null if not known
 */
record Entry(
        int precedence,
        String top,
        String name,
        Keys.@Nullable Key key,
        String index,
        Object value,
        @Nullable Origin origin) {}
