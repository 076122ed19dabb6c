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
 * @param levels the levels that it makes
 * @param making what else policies are made with
 * @param policies the policy of each instance that has calls, by name
 */
record PolicyCatalog(
        Configuration configuration, Levels levels, PolicyMaking making, Map<String, EffectivePolicy> policies) {

    PolicyCatalog {
        policies = Map.copyOf(policies);
    }

    /**
     * Reads, checks and resolves everything.
     *
     * @param environment where properties are
     * @param declarations the annotated methods
     * @param customizers what has the last word
     * @param overrides what lies above properties
     * @throws InvalidRetryConfigurationException if anything is wrong, with all that is
     */
    static PolicyCatalog read(
            Environment environment,
            Collection<RetryDeclaration> declarations,
            PolicyCustomizers customizers,
            Overrides overrides) {
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
        PolicyMaking making = PolicyMaking.of(
                declarations, grpc, customizers, configuration.properties().testMode());
        return resolve(configuration, levels, making, overrides, problems);
    }

    /**
     * The same configuration below other overrides.
     *
     * @throws InvalidRetryConfigurationException if anything is wrong, with all that is
     */
    PolicyCatalog with(Overrides overrides) {
        return resolve(configuration, levels, making, overrides, new Problems());
    }

    private static PolicyCatalog resolve(
            Configuration configuration, Levels levels, PolicyMaking making, Overrides overrides, Problems problems) {
        Map<String, EffectivePolicy> policies = new TreeMap<>();
        for (String name : levels.names()) {
            policies.put(name, EffectivePolicy.of(name, levels.layersOf(name), making, problems));
        }
        new Budgets(configuration).check(policies.values(), problems);
        // What lies below overrides must be fine by itself, since a reset goes back to it.
        problems.throwIfAny();
        for (String name : overrides.names()) {
            policies.computeIfPresent(name, (it, beneath) -> {
                Level level = OverrideLevel.of(name, overrides.of(name), problems);
                return EffectivePolicy.of(name, levels.layersOf(name).above(level), making, problems)
                        .shownAbove(beneath, level);
            });
        }
        problems.throwIfAny();
        return new PolicyCatalog(configuration, levels, making, policies);
    }

    /**
     * The same, but for what cannot change once a retrier is made: that it exists, and its budget.
     *
     * @param before what the retriers were made from
     * @param made the names of those that were made
     * @param pending takes the properties that are others here
     */
    PolicyCatalog keepingWhatIsMade(PolicyCatalog before, Collection<String> made, List<String> pending) {
        Map<String, EffectivePolicy> kept = new TreeMap<>(policies);
        for (String name : new TreeSet<>(made)) {
            EffectivePolicy old = before.policy(name);
            EffectivePolicy now = policies.get(name);
            if (old == null) {
                continue;
            }
            if (now == null) {
                kept.put(name, old);
                pending.add("retrykit.instances." + name);
            } else if (!now.hasBudgetOf(old)) {
                kept.put(name, now.keepingBudgetOf(old));
                pending.add("retrykit.instances." + name + ".budget");
            }
        }
        return new PolicyCatalog(configuration, levels, making, kept);
    }

    /** The policy of a name, or null if there is none. */
    @Nullable EffectivePolicy policy(String name) {
        return policies.get(name);
    }

    boolean isEnabled() {
        return configuration.properties().enabled();
    }
}
