package dev.retrykit.endpoint;

import java.util.List;

/**
 * The knowledge of which values each instance's policy was made from.
 *
 * <p>Implementations are thread-safe and answer as of now.
 */
public interface EffectivePolicies {

    /**
     * The values that are in force for an instance, in the order in which they are to be shown.
     *
     * @param name the name of the instance
     * @return one entry for each property; empty if the instance was not made from configuration, but registered by the
     *     application
     */
    List<EffectiveValue> of(String name);
}
