package dev.retrykit.autoconfigure;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.aop.RetryDeclaration;
import dev.retrykit.aop.RetryDeclarations;
import dev.retrykit.endpoint.EffectiveValue;
import dev.retrykit.time.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final PolicyCustomizers policyCustomizers;
    private final RetrierParts parts;
    private final SharedBudgets budgets;
    private final List<RetryDeclaration> declarations;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final Set<String> foreign = ConcurrentHashMap.newKeySet();
    private volatile PolicyCatalog catalog;

    ConfiguredRetriers(
            Environment environment,
            RetryDeclarations declarations,
            PolicyCustomizers policyCustomizers,
            RetrierParts parts,
            Ticker ticker) {
        this.environment = environment;
        this.policyCustomizers = policyCustomizers;
        this.parts = parts;
        this.declarations = new ArrayList<>(declarations.all());
        this.catalog = PolicyCatalog.read(environment, this.declarations, policyCustomizers);
        new Usage(catalog.configuration(), this.declarations).warnOfUnused();
        this.budgets = new SharedBudgets(new Budgets(catalog.configuration()), ticker);
    }

    /** Registers all retriers that a registry does not have yet. */
    void registerIn(RetryRegistry registry) {
        registerIn(registry, catalog.policies().values());
    }

    private synchronized void registerIn(RetryRegistry registry, Collection<EffectivePolicy> policies) {
        for (EffectivePolicy policy : policies) {
            if (registry.contains(policy.name())) {
                warnOfForeign(policy.name());
                continue;
            }
            made.add(policy.name());
            Retrier retrier = registry.register(policy.name(), builder -> parts.apply(policy, budgets, builder));
            if (!policy.enabled() || !catalog.isEnabled()) {
                retrier.switchOff();
            }
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
        take(declaration);
        registerIn(registry);
        return registry.get(declaration.name());
    }

    private synchronized void take(RetryDeclaration declaration) {
        if (!declarations.contains(declaration)) {
            List<RetryDeclaration> all = new ArrayList<>(declarations);
            all.add(declaration);
            catalog = PolicyCatalog.read(environment, all, policyCustomizers);
            declarations.add(declaration);
        }
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
