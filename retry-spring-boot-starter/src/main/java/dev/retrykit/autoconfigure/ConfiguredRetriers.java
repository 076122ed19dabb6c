package dev.retrykit.autoconfigure;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.aop.RetryDeclaration;
import dev.retrykit.aop.RetryDeclarations;
import dev.retrykit.endpoint.EffectiveValue;
import dev.retrykit.time.Ticker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.env.Environment;

/**
 * The retriers that configuration and annotations ask for: knows what each is made of and registers it.
 *
 * <p>Thread-safe. An annotated method that is found only after the start, because the type of its bean was not known
 * before, is checked against all others then.
 */
final class ConfiguredRetriers {

    private static final Log logger = LogFactory.getLog(ConfiguredRetriers.class);

    private final Environment environment;
    private final RetrierParts parts;
    private final SharedBudgets budgets;
    private final Set<RetryDeclaration> declarations;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final Set<String> foreign = ConcurrentHashMap.newKeySet();
    private final boolean enabledAtStart;
    private final Observations observations;
    private volatile PolicyCatalog catalog;
    private Overrides overrides = Overrides.NONE;

    ConfiguredRetriers(
            Environment environment,
            RetryDeclarations declarations,
            PolicyCustomizers policyCustomizers,
            RetrierParts parts,
            Ticker ticker) {
        this.environment = environment;
        this.parts = parts;
        this.declarations = new LinkedHashSet<>(declarations.all());
        this.catalog = PolicyCatalog.read(environment, this.declarations, policyCustomizers, overrides);
        this.enabledAtStart = catalog.isEnabled();
        this.observations = catalog.configuration().properties().observations();
        new Usage(catalog.configuration(), this.declarations).warnOfUnused();
        if (catalog.configuration().properties().testMode()) {
            logger.warn(
                    "'retrykit.test-mode' is on: calls wait for nothing between their attempts, and have a budget only"
                            + " where one is written. Switch it off wherever something real is called");
        }
        this.budgets = new SharedBudgets(new Budgets(catalog.configuration()), ticker);
    }

    /** Registers all retriers that a registry does not have yet. */
    synchronized void registerIn(RetryRegistry registry) {
        for (EffectivePolicy policy : catalog.policies().values()) {
            if (registry.contains(policy.name())) {
                warnOfForeign(policy.name());
            } else {
                register(policy, registry);
            }
        }
    }

    /** Whoever observes the registry may ask for the new one's values at once. */
    private void register(EffectivePolicy policy, RetryRegistry registry) {
        made.add(policy.name());
        try {
            switchAsConfigured(
                    registry.register(policy.name(), builder -> parts.apply(policy, budgets, builder)), policy);
        } catch (RuntimeException | Error broken) {
            if (!registry.contains(policy.name())) {
                made.remove(policy.name());
            }
            throw broken;
        }
    }

    /** Configuration that is not in force, because the application has a retrier of that name already. */
    private void warnOfForeign(String name) {
        if (!made.contains(name) && catalog.configuration().instances().containsKey(name) && foreign.add(name)) {
            logger.warn("'retrykit.instances." + name
                    + "' is not in force: the application has registered a retrier of that name itself");
        }
    }

    /** The retrier of an annotated method. */
    Retrier retrierFor(RetryDeclaration declaration, RetryRegistry registry) {
        take(declaration, registry);
        if (!registry.contains(declaration.name())) {
            registerIn(registry);
        }
        return registry.get(declaration.name());
    }

    private synchronized void take(RetryDeclaration declaration, RetryRegistry registry) {
        if (!declarations.contains(declaration)) {
            Set<RetryDeclaration> all = new LinkedHashSet<>(declarations);
            all.add(declaration);
            replaceBy(catalog.with(all, overrides, made), registry);
            declarations.add(declaration);
        }
    }

    /**
     * Reads everything again; nothing changes if anything is wrong with it.
     *
     * @return the properties that are others now, but take effect only with the next start
     * @throws InvalidRetryConfigurationException if anything is wrong, with all that is
     */
    synchronized List<String> readAgain(RetryRegistry registry) {
        return replaceBy(catalog.readAgain(environment, declarations, overrides, made), registry);
    }

    /**
     * Changes what is overridden; nothing changes if anything is wrong with it.
     *
     * @throws InvalidRetryConfigurationException if anything is wrong, with all that is
     */
    synchronized void override(UnaryOperator<Overrides> change, RetryRegistry registry) {
        Overrides changed = change.apply(overrides);
        replaceBy(catalog.with(changed), registry);
        overrides = changed;
    }

    private List<String> replaceBy(PolicyCatalog next, RetryRegistry registry) {
        List<String> pending = new ArrayList<>();
        if (next.isEnabled() && !enabledAtStart) {
            pending.add("retrykit.enabled");
        }
        pending.addAll(budgets.replaceBy(new Budgets(next.configuration())));
        PolicyCatalog before = catalog;
        catalog = next.keepingWhatIsMade(before, made, pending);
        try {
            // Before anything is replaced: a customizer that throws must leave all others as they were.
            registerIn(registry);
        } catch (RuntimeException | Error broken) {
            catalog = before;
            budgets.replaceBy(new Budgets(before.configuration()));
            throw broken;
        }
        for (EffectivePolicy policy : catalog.policies().values()) {
            if (made.contains(policy.name()) && registry.contains(policy.name())) {
                Retrier retrier = registry.get(policy.name());
                retrier.replacePolicy(policy.policy());
                switchAsConfigured(retrier, policy);
            }
        }
        return pending;
    }

    private void switchAsConfigured(Retrier retrier, EffectivePolicy policy) {
        if (policy.enabled() && catalog.isEnabled()) {
            retrier.switchOn();
        } else {
            retrier.switchOff();
        }
    }

    /** What was to be observed when the application started. */
    Observations observations() {
        return observations;
    }

    boolean isEnabled() {
        return catalog.isEnabled();
    }

    /** Whether an instance was made here, and not registered by the application. */
    boolean hasMade(String name) {
        return made.contains(name);
    }

    /** The values of an instance with their origins; none if it was not made here. */
    List<EffectiveValue> valuesOf(String name) {
        EffectivePolicy policy = catalog.policy(name);
        return policy == null || !made.contains(name) ? List.of() : policy.values();
    }

    /** The name of the shared budget that a retrier has, or its own name. */
    String budgetNameOf(Retrier retrier) {
        EffectivePolicy policy = catalog.policy(retrier.name());
        return policy != null
                        && !BudgetChoice.isReserved(policy.budgetName())
                        && budgets.budget(policy.budgetName()) == retrier.budget()
                ? policy.budgetName()
                : retrier.name();
    }
}
