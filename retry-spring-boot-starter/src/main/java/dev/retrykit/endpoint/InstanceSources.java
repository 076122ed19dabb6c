package dev.retrykit.endpoint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the {@link RetryEndpoint} knows from what no retrier knows of itself.
 *
 * @param policies the origins of values
 * @param methods the methods that use instances
 * @param recentCalls the last exhausted calls
 * @param overrides what changes instances; null if they cannot be changed
 */
public record InstanceSources(
        EffectivePolicies policies,
        InstanceMethods methods,
        RecentCalls recentCalls,
        @Nullable PolicyOverrides overrides) {

    /**
     * Checks what must be present.
     *
     * @param policies the origins of values
     * @param methods the methods that use instances
     * @param recentCalls the last exhausted calls
     * @param overrides what changes instances; null if they cannot be changed
     */
    public InstanceSources {
        Objects.requireNonNull(policies, "policies must not be null");
        Objects.requireNonNull(methods, "methods must not be null");
        Objects.requireNonNull(recentCalls, "recentCalls must not be null");
    }
}
