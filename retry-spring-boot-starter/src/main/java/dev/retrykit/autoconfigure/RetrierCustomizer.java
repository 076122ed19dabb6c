package dev.retrykit.autoconfigure;

import dev.retrykit.Retrier;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A bean that has the last word about what a retrier is made of beside its policy: listeners, scopes, status sources,
 * budget, clock.
 *
 * <p>All beans of this type are called for every instance, in their order ({@code @Order}), once, before its retrier is
 * made. Options that take a list replace what was set before.
 *
 * <pre>{@code
 * @Bean
 * RetrierCustomizer reproducibleJitter() {
 *     return (name, retrier) -> retrier.random(new Random(42));
 * }
 * }</pre>
 */
@FunctionalInterface
public interface RetrierCustomizer {

    /**
     * Changes what a retrier is made of, or leaves it.
     *
     * @param name the name of the instance
     * @param retrier a builder with all that the starter sets
     */
    void customize(String name, Retrier.Builder retrier);

    /**
     * A customizer of one instance.
     *
     * @param name the name of the instance
     * @param change what to change
     * @return a customizer that leaves all other instances alone
     * @throws IllegalArgumentException if no instance can bear that name
     */
    static RetrierCustomizer of(String name, Consumer<Retrier.Builder> change) {
        String one = Names.checked(name);
        Objects.requireNonNull(change, "change must not be null");
        return (each, retrier) -> {
            if (each.equals(one)) {
                change.accept(retrier);
            }
        };
    }
}
