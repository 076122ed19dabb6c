package dev.retrykit.endpoint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value of the policy that an instance ended up with, and where it came from.
 *
 * <p>Immutable if the value is; thread-safe then.
 *
 * @param property the name below the instance, in kebab-case with dots: {@code backoff.max-delay}
 * @param value the value: a {@link java.time.Duration} is written as ISO-8601 text, a number, a boolean, a text or a list
 *     of these as it is, anything else as its text; {@code null} if the property is not set and has no default
 * @param origin where the value was written, for people to read: {@code built-in}, the attribute of an annotation, or a
 *     property with its file and line
 */
public record EffectiveValue(String property, @Nullable Object value, String origin) {

    /**
     * A value with its origin.
     *
     * @param property the name below the instance, in kebab-case with dots
     * @param value the value, {@code null} if there is none
     * @param origin where the value was written
     * @throws NullPointerException if the property or the origin is null
     */
    public EffectiveValue {
        Objects.requireNonNull(property, "property must not be null");
        Objects.requireNonNull(origin, "origin must not be null");
    }
}
