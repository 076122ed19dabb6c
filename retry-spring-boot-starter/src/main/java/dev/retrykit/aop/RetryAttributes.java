package dev.retrykit.aop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the policy that an annotation wrote beside the name, placeholders resolved. Immutable.
 *
 * @param maxAttempts the number of attempts as text, null if not written
 * @param delay the initial delay as text, null if not written
 * @param retryOn the types to retry on, empty if not written
 * @param ignore the types that end the call, empty if not written
 * @param when the condition as text, null if not written
 */
public record RetryAttributes(
        @Nullable String maxAttempts,
        @Nullable String delay,
        List<Class<? extends Throwable>> retryOn,
        List<Class<? extends Throwable>> ignore,
        @Nullable String when) {

    /** Nothing written. */
    public static final RetryAttributes NONE = new RetryAttributes(null, null, List.of(), List.of(), null);

    /**
     * Attributes as written; the lists are copied.
     *
     * @param maxAttempts the number of attempts as text, null if not written
     * @param delay the initial delay as text, null if not written
     * @param retryOn the types to retry on, empty if not written
     * @param ignore the types that end the call, empty if not written
     * @param when the condition as text, null if not written
     */
    public RetryAttributes {
        retryOn = List.copyOf(retryOn);
        ignore = List.copyOf(ignore);
    }
}
