package dev.retrykit.autoconfigure;

import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.Outcome;
import java.util.function.Predicate;

/**
 * A condition that is asked beside the lists.
 *
 * @param condition whether to retry
 * @param asksAboutFailures whether failures that the lists retry are put to it
 * @param asksAboutResults whether it alone decides about returned values
 */
record WhenCondition(Predicate<Outcome> condition, boolean asksAboutFailures, boolean asksAboutResults) {

    void addTo(PolicyDraft draft) {
        if (asksAboutFailures) {
            FailureCondition lists = draft.builder().build().retryOn();
            draft.builder().retryOn(lists.and(new OfFailures(condition)));
        }
        if (asksAboutResults) {
            draft.builder().retryOnResult(condition);
        }
    }

    /** A value with a status is left to the lists; it names nothing that is never retried otherwise. */
    private record OfFailures(Predicate<Outcome> condition) implements FailureCondition {

        @Override
        public boolean test(Outcome outcome) {
            return outcome.failure() == null || condition.test(outcome);
        }

        @Override
        public String toString() {
            return "when " + condition;
        }
    }
}
