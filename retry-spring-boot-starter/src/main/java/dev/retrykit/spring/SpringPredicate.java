package dev.retrykit.spring;

import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.Outcome;
import java.lang.reflect.Method;
import java.util.Objects;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.resilience.retry.MethodRetryPredicate;

/**
 * True where the predicate of Spring's annotation agrees to a retry after the failure; it is not asked about values.
 *
 * @param predicate the predicate
 * @param method what it is told where a call does not say which method was called
 */
public record SpringPredicate(MethodRetryPredicate predicate, Method method) implements FailureCondition {

    /**
     * A condition.
     *
     * @param predicate the predicate
     * @param method what it is told where a call does not say which method was called
     */
    public SpringPredicate {
        Objects.requireNonNull(predicate, "predicate must not be null");
        Objects.requireNonNull(method, "method must not be null");
    }

    @Override
    public boolean test(Outcome outcome) {
        return outcome.failure() == null
                || predicate.shouldRetry(
                        outcome.context() instanceof MethodInvocation call ? call.getMethod() : method,
                        outcome.failure());
    }

    @Override
    public String toString() {
        return predicate.getClass().getName();
    }
}
