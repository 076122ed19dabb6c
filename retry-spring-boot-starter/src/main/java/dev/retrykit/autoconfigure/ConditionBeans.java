package dev.retrykit.autoconfigure;

import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.Outcome;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * The beans that can be named as a condition: a {@link FailureCondition}, which is asked about failures, or a
 * {@code Predicate<Outcome>}, which is asked about failures and alone decides about returned values. They are created when
 * they are first asked.
 */
record ConditionBeans(ListableBeanFactory beanFactory) {

    private static final ResolvableType PREDICATE = ResolvableType.forClassWithGenerics(Predicate.class, Outcome.class);

    Optional<WhenCondition> condition(String name, Written written, Problems problems) {
        if (!beanFactory.containsBean(name)) {
            Set<String> names = names();
            problems.add(WhenSettings.problem(
                    written,
                    "is no bean" + Nearest.question(name, names),
                    names.isEmpty()
                            ? "Define a FailureCondition or Predicate<Outcome> of that name, or write an expression, whose"
                                    + " variables begin with #."
                            : "Write an expression, whose variables begin with #, or one of the beans "
                                    + String.join(", ", names) + "."));
            return Optional.empty();
        }
        if (beanFactory.isTypeMatch(name, FailureCondition.class)) {
            return Optional.of(new WhenCondition(
                    new Bean(name, () -> beanFactory.getBean(name, FailureCondition.class)::test), true, false));
        }
        if (!isPredicate(name)) {
            problems.add(WhenSettings.problem(
                    written,
                    "is a bean that is neither a FailureCondition nor a Predicate<Outcome>",
                    "Name another bean, or write an expression, whose variables begin with #."));
            return Optional.empty();
        }
        return Optional.of(new WhenCondition(new Bean(name, () -> predicate(name)), true, true));
    }

    private boolean isPredicate(String name) {
        return beanFactory.isTypeMatch(name, PREDICATE);
    }

    @SuppressWarnings("unchecked") // as its definition says
    private Predicate<Outcome> predicate(String name) {
        return (Predicate<Outcome>) beanFactory.getBean(name, Predicate.class);
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of(beanFactory.getBeanNamesForType(FailureCondition.class, true, false)));
        names.addAll(Set.of(beanFactory.getBeanNamesForType(PREDICATE, true, false)));
        return names;
    }

    /** A bean that is looked up when it is first asked. */
    private static final class Bean implements Predicate<Outcome> {

        private final String name;
        private final Supplier<Predicate<Outcome>> lookUp;
        private volatile @Nullable Predicate<Outcome> found;

        Bean(String name, Supplier<Predicate<Outcome>> lookUp) {
            this.name = name;
            this.lookUp = lookUp;
        }

        @Override
        public boolean test(Outcome outcome) {
            Predicate<Outcome> condition = found;
            if (condition == null) {
                condition = lookUp.get();
                found = condition;
            }
            return condition.test(outcome);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
