package dev.retrykit.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * One value of a policy as the endpoint shows it.
 *
 * @param value a number, a boolean, a text or a list of these; durations as ISO-8601 text, {@code PT0.1S}; absent if the
 *     property is not set; {@code ******} if it is not to be shown
 * @param origin where the value was written
 */
public record PolicyValue(@Nullable Object value, String origin) {}
