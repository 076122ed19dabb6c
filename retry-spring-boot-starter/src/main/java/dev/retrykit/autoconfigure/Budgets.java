package dev.retrykit.autoconfigure;

import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.convert.DurationStyle;

/**
 * The budgets that instances share.
 *
 * @param configuration what was read
 */
record Budgets(Configuration configuration) {

    private static final String NONE = "none";
    private static final double BUILT_IN_FRACTION = 0.2;
    private static final double BUILT_IN_MIN_PER_SECOND = 10;
    private static final Duration BUILT_IN_TTL = Duration.ofSeconds(10);

    /** Refuses budgets that cannot be made, names that mean two things, and instances that name no budget. */
    void check(Collection<EffectivePolicy> policies, Problems problems) {
        for (String name : configuration.budgets().keySet()) {
            checkBudget(name, policies, problems);
        }
        Set<String> known = new TreeSet<>(configuration.budgets().keySet());
        for (EffectivePolicy policy : policies) {
            String name = policy.budgetName();
            Written written = policy.budget().written();
            if (written != null && !BudgetChoice.isReserved(name) && !known.contains(name)) {
                problems.add(new Problem(
                        written.property() + " must be own, none or the name of a budget under 'retrykit.budgets', but"
                                + " was '" + name + "'" + Nearest.question(name, known),
                        written.origin(),
                        known.isEmpty()
                                ? "Configure 'retrykit.budgets." + name + "', or correct the value."
                                : "Known budgets are " + String.join(", ", known) + "."));
            }
        }
    }

    private void checkBudget(String name, Collection<EffectivePolicy> policies, Problems problems) {
        Section section = sectionOf(name);
        if (BudgetChoice.isReserved(name)) {
            problems.add(new Problem(
                    section.prefix() + " must not be named '" + name + "', a word that 'budget' has a meaning for",
                    null,
                    "Rename the budget."));
            return;
        }
        for (EffectivePolicy policy : policies) {
            if (policy.name().equals(name) && policy.budgetName().equals(BudgetChoice.OWN)) {
                problems.add(new Problem(
                        section.prefix() + " must not bear the name of an instance that has a budget of its own",
                        null,
                        "Rename the budget, or share it by 'retrykit.instances." + name + ".budget: " + name + "'."));
            }
        }
        BudgetProperties values = valuesOf(name);
        boolean fine = true;
        for (String parameter : writtenParameters(section)) {
            if (!values.type().uses(parameter)) {
                fine = false;
                problems.add(Problem.rule(
                        section.written(parameter),
                        "not be set where type is '" + values.type() + "'",
                        "Remove it; '" + values.type() + "' uses "
                                + String.join(", ", values.type().parameters()) + "."));
            }
        }
        if (fine) {
            tryToMake(section, values, problems);
        }
    }

    private static List<String> writtenParameters(Section section) {
        List<String> written = new ArrayList<>();
        for (String path : Keys.of(BudgetProperties.class, List.of("type")).paths()) {
            if (!section.written(path).value().isEmpty()) {
                written.add(path);
            }
        }
        return written;
    }

    private static void tryToMake(Section section, BudgetProperties values, Problems problems) {
        try {
            make(values, true, Ticker.system());
        } catch (MissingParameterException missing) {
            problems.add(new Problem(
                    section.prefix() + "." + missing.getMessage() + " must be set where type is '" + values.type()
                            + "', but was not",
                    section.written("type").origin(),
                    "Set " + String.join(", ", values.type().parameters()) + "."));
        } catch (IllegalArgumentException refused) {
            // The engine says "<option> must <rule>, but was <value>".
            String message = Objects.toString(refused.getMessage());
            int end = message.indexOf(' ');
            String key = DataObjectPropertyName.toDashedForm(message.substring(0, Math.max(0, end)));
            Written written = section.written(key);
            problems.add(new Problem(
                    section.prefix() + "." + key + message.substring(end), written.origin(), Problem.CORRECT_VALUE));
        }
    }

    private Section sectionOf(String name) {
        return Objects.requireNonNull(configuration.budgets().get(name), name);
    }

    private BudgetProperties valuesOf(String name) {
        return Objects.requireNonNull(configuration.properties().budgets().get(name), name);
    }

    /** Whether a name means the same budget here and there. */
    boolean areAlike(String name, Budgets others) {
        return Objects.equals(
                configuration.properties().budgets().get(name),
                others.configuration.properties().budgets().get(name));
    }

    /** A new budget of a name that has been checked. */
    RetryBudget make(String name, Ticker ticker) {
        return make(valuesOf(name), delaysThrottled(), ticker);
    }

    /** The quota of an instance of its own, where that is not the standard one. */
    Optional<RetryBudget> own(Ticker ticker) {
        return delaysThrottled()
                ? Optional.empty()
                : Optional.of(RetryBudget.quota(undelayed(Quota.standard()), ticker));
    }

    private boolean delaysThrottled() {
        return !configuration.properties().testMode();
    }

    private static Quota undelayed(Quota quota) {
        return new Quota(
                quota.capacity(),
                quota.cost(),
                quota.reserve(),
                quota.memory(),
                quota.refill(),
                quota.throttledCost(),
                Duration.ZERO);
    }

    private static RetryBudget make(BudgetProperties values, boolean delaysThrottled, Ticker ticker) {
        return switch (values.type()) {
            case QUOTA -> RetryBudget.quota(delaysThrottled ? quotaOf(values) : undelayed(quotaOf(values)), ticker);
            case THROTTLE ->
                RetryBudget.throttle(
                        needed("max-tokens", values.maxTokens()), needed("token-ratio", values.tokenRatio()));
            case RATIO ->
                RetryBudget.ratio(
                        or(values.fraction(), BUILT_IN_FRACTION),
                        or(values.minPerSecond(), BUILT_IN_MIN_PER_SECOND),
                        or(values.ttl(), BUILT_IN_TTL),
                        ticker);
        };
    }

    private static Quota quotaOf(BudgetProperties values) {
        Quota standard = Quota.standard();
        return new Quota(
                or(values.capacity(), standard.capacity()),
                or(values.cost(), standard.cost()),
                or(values.reserve(), standard.reserve()),
                or(values.memory(), standard.memory()),
                refillOf(values.refill(), standard.refill()),
                or(values.throttledCost(), standard.throttledCost()),
                or(values.throttledDelay(), standard.throttledDelay()));
    }

    private static @Nullable Duration refillOf(@Nullable String text, @Nullable Duration standard) {
        if (text == null) {
            return standard;
        }
        if (text.equals(NONE)) {
            return null;
        }
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException | ArithmeticException noDuration) {
            throw new IllegalArgumentException(
                    "refill must be none or a duration such as 10m, but was '" + text + "'", noDuration);
        }
    }

    private static <T> T or(@Nullable T value, T standard) {
        return value == null ? standard : value;
    }

    private static <T> T needed(String key, @Nullable T value) {
        if (value == null) {
            throw new MissingParameterException(key);
        }
        return value;
    }

    private static final class MissingParameterException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MissingParameterException(String key) {
            super(key);
        }
    }
}
