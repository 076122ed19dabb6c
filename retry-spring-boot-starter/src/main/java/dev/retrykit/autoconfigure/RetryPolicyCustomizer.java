package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A bean that has the last word about policies, above annotations and properties.
 *
 * <p>All beans of this type are called for every instance, in their order ({@code @Order}), when the application starts
 * and whenever configuration is read again. They must be thread-safe. What one changes is shown with the name of its
 * bean as its origin.
 *
 * <pre>{@code
 * @Bean
 * RetryPolicyCustomizer paymentsInAHurry() {
 *     return RetryPolicyCustomizer.of("payments", policy -> policy.totalTimeout(Duration.ofSeconds(3)));
 * }
 * }</pre>
 */
@FunctionalInterface
public interface RetryPolicyCustomizer {

    /**
     * Changes a policy, or leaves it.
     *
     * @param name the name of the instance
     * @param policy a builder with the values so far; what it is left with must be a legal policy, else the application
     *     does not start
     */
    void customize(String name, RetryPolicy.Builder policy);

    /**
     * A customizer of one instance.
     *
     * @param name the name of the instance
     * @param change what to change
     * @return a customizer that leaves all other instances alone
     * @throws IllegalArgumentException if no instance can bear that name
     */
    static RetryPolicyCustomizer of(String name, Consumer<RetryPolicy.Builder> change) {
        String one = Names.checked(name);
        Objects.requireNonNull(change, "change must not be null");
        return (each, policy) -> {
            if (each.equals(one)) {
                change.accept(policy);
            }
        };
    }
}
