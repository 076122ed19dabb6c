package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclaration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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
        Configuration configuration = configuration(environment, declarations, problems);
        return of(configuration, declarations, customizers, overrides, levels -> levels, problems);
    }

    /**
     * Reads everything again, but for what is decided with the start: test mode, and that a retrier exists which was made.
     *
     * @param made the names of the retriers that were made
     * @throws InvalidRetryConfigurationException if anything is wrong, with all that is
     */
    PolicyCatalog readAgain(
            Environment environment,
            Collection<RetryDeclaration> declarations,
            Overrides overrides,
            Collection<String> made) {
        Problems problems = new Problems();
        Configuration read = configuration(environment, declarations, problems).inTestMode(making.testMode());
        return of(read, declarations, making.customizers(), overrides, it -> it.keeping(levels, made), problems);
    }

    /**
     * The same configuration for other annotated methods; properties are not read, which may be others by now.
     *
     * @throws InvalidRetryConfigurationException if anything is wrong, with all that is
     */
    PolicyCatalog with(Collection<RetryDeclaration> declarations, Overrides overrides, Collection<String> made) {
        return of(
                configuration,
                declarations,
                making.customizers(),
                overrides,
                it -> it.keeping(levels, made),
                new Problems());
    }

    private static Configuration configuration(
            Environment environment, Collection<RetryDeclaration> declarations, Problems problems) {
        Set<String> derived = new TreeSet<>();
        declarations.stream()
                .filter(RetryDeclaration::derived)
                .map(RetryDeclaration::name)
                .forEach(derived::add);
        return ConfigurationReader.read(environment, derived, problems);
    }

    private static PolicyCatalog of(
            Configuration configuration,
            Collection<RetryDeclaration> declarations,
            PolicyCustomizers customizers,
            Overrides overrides,
            UnaryOperator<Levels> keeping,
            Problems problems) {
        new Usage(configuration, declarations).check(problems);
        Levels levels = keeping.apply(Levels.of(configuration, declarations, problems));
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
        new Budgets(configuration)
                .check(
                        policies.values().stream()
                                .filter(policy -> !levels.removed().containsKey(policy.name()))
                                .toList(),
                        problems);
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
     * The same, but for the budgets that retriers were made with.
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
            if (levels.removed().containsKey(name)) {
                pending.add("retrykit.instances." + name);
            }
            if (old != null && now != null && !now.hasBudgetOf(old)) {
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
