package dev.retrykit.endpoint;

import java.util.List;

/**
 * The knowledge of which annotated methods use an instance.
 *
 * <p>Implementations are thread-safe and answer as of now.
 */
@FunctionalInterface
public interface InstanceMethods {

    /**
     * The annotated methods whose calls go through an instance.
     *
     * @param name the name of the instance
     * @return class and method of each, {@code PaymentService.pay}, in the order of the texts; empty if there are none
     */
    List<String> of(String name);
}
