package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclaration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The policies of all instances as configuration, annotations and customizers make them. Immutable: a change of any of
 * these makes a new catalog, or none if something is wrong with it.
 *
 * @param configuration what was read
 * @param policies the policy of each instance that has calls, by name
 */
record PolicyCatalog(Configuration configuration, Map<String, EffectivePolicy> policies) {

    /**
     * Reads, checks and resolves everything.
     *
     * @param environment where properties are
     * @param declarations the annotated methods
     * @param customizers what has the last word
     * @throws InvalidRetryConfigurationException if anything is wrong, with all that is
     */
    static PolicyCatalog read(
            Environment environment, Collection<RetryDeclaration> declarations, PolicyCustomizers customizers) {
        Problems problems = new Problems();
        Set<String> derived = new TreeSet<>();
        declarations.stream()
                .filter(RetryDeclaration::derived)
                .map(RetryDeclaration::name)
                .forEach(derived::add);
        Configuration configuration = ConfigurationReader.read(environment, derived, problems);
        new Usage(configuration, declarations).check(problems);
        Levels levels = Levels.of(configuration, declarations, problems);
        problems.throwIfAny();
        GrpcPolicies grpc = GrpcPolicies.read(configuration, problems);
        Map<String, EffectivePolicy> policies = new TreeMap<>();
        for (String name : levels.names()) {
            List<RetryDeclaration> methods = declarations.stream()
                    .filter(method -> method.name().equals(name))
                    .toList();
            policies.put(name, EffectivePolicy.of(name, levels.layersOf(name), methods, grpc, customizers, problems));
        }
        new Budgets(configuration).check(policies.values(), problems);
        problems.throwIfAny();
        return new PolicyCatalog(configuration, Map.copyOf(policies));
    }

    /** The policy of a name, or null if there is none. */
    @Nullable EffectivePolicy policy(String name) {
        return policies.get(name);
    }

    boolean isEnabled() {
        return configuration.properties().enabled();
    }
}
