package dev.retrykit.endpoint;

import java.util.Map;

/**
 * The values that somebody has set while the application runs. They lie above properties, concern this process only, and
 * stay until they are reset: also when properties are read again.
 *
 * <p>Implementations are thread-safe. Every change is validated with everything else of the instance; one that is refused
 * changes nothing. Calls in flight keep the policy that they began with; counts and budgets stay.
 *
 * <pre>{@code
 * overrides.override("payments", Map.of("max-attempts", "2", "backoff.delay", "1s"));
 * overrides.reset("payments");
 * }</pre>
 */
public interface PolicyOverrides {

    /**
     * Overrides values of an instance, beside those that are overridden already.
     *
     * @param name the name of the instance
     * @param values texts as one would write them in properties, by the key below the instance, {@code backoff.delay}
     *     say; elements of a list are separated by commas, placeholders are not resolved. All but {@code extends},
     *     {@code abstract}, {@code budget}, {@code grpc-method} and {@code retry-when} can be overridden.
     * @throws InvalidOverrideException if a value cannot be, or there are none, or the application has registered this
     *     instance itself
     * @throws dev.retrykit.NoSuchRetryException if there is no such instance
     */
    void override(String name, Map<String, String> values);

    /**
     * Passes calls of an instance through from now on: nothing is judged, limited, counted or reported.
     *
     * @param name the name of the instance
     * @throws InvalidOverrideException if the application has registered this instance itself
     * @throws dev.retrykit.NoSuchRetryException if there is no such instance
     */
    void switchOff(String name);

    /**
     * Retries calls of an instance from now on, whatever its properties say.
     *
     * @param name the name of the instance
     * @throws InvalidOverrideException if {@code retrykit.enabled} is false, or the application has registered this
     *     instance itself
     * @throws dev.retrykit.NoSuchRetryException if there is no such instance
     */
    void switchOn(String name);

    /**
     * Goes back to what properties say. Does nothing where nothing is overridden.
     *
     * @param name the name of the instance
     * @throws InvalidOverrideException if the application has registered this instance itself
     * @throws dev.retrykit.NoSuchRetryException if there is no such instance
     */
    void reset(String name);
}
