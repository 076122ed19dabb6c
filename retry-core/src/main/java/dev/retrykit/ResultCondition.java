package dev.retrykit;

import dev.retrykit.condition.Outcome;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which returned values are to be retried.
 *
 * @param type the type of the values it looks at
 * @param unacceptable true for an outcome whose value is to be retried
 * @param alone whether it alone decides about values, so that their status is not looked at
 */
record ResultCondition(Class<?> type, Predicate<? super Outcome> unacceptable, boolean alone) {

    static <T> ResultCondition of(Class<T> type, Predicate<? super T> unacceptable) {
        Objects.requireNonNull(type, "type must not be null");
        Objects.requireNonNull(unacceptable, "unacceptable must not be null");
        return new ResultCondition(type, outcome -> unacceptable.test(type.cast(outcome.result())), false);
    }

    static ResultCondition alone(Predicate<? super Outcome> unacceptable) {
        Objects.requireNonNull(unacceptable, "unacceptable must not be null");
        return new ResultCondition(Object.class, unacceptable, true);
    }
}
