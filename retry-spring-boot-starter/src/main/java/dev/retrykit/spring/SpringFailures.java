package dev.retrykit.spring;

import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.Outcome;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.resilience.InvocationRejectedException;

/**
 * What Spring's annotation retries: every failure of the types included, those that the engine retries only by name as
 * well. A returned value is never retried, whatever its status.
 *
 * @param types the types to retry, as the failure or a cause; none means all
 */
public record SpringFailures(List<Class<? extends Throwable>> types) implements FailureCondition {

    /**
     * A condition; the list is copied.
     *
     * @param types the types to retry, as the failure or a cause; none means all
     */
    public SpringFailures {
        types = List.copyOf(types);
    }

    @Override
    public boolean test(Outcome outcome) {
        Throwable failure = outcome.failure();
        return failure != null
                && !isRejectedAtTheDoor(failure, outcome)
                && (outcome.kind() == FailureKind.TIMEOUT || types.isEmpty() || isIncluded(outcome));
    }

    private boolean isIncluded(Outcome outcome) {
        return types.stream().anyMatch(outcome::failedWith);
    }

    /** Spring's limit of concurrent calls stands outside of its retries: being turned away there is not worth another. */
    @SuppressWarnings("ReferenceEquality") // the very proxy of this call, whatever it is equal to
    private static boolean isRejectedAtTheDoor(Throwable failure, Outcome outcome) {
        return failure instanceof InvocationRejectedException rejection
                && outcome.context() instanceof ProxyMethodInvocation call
                && rejection.getTarget() == call.getProxy();
    }

    @Override
    public boolean names(Throwable failure) {
        return true;
    }

    @Override
    public String toString() {
        return types.isEmpty()
                ? "every failure"
                : types.stream().map(Class::getName).collect(Collectors.joining(", "));
    }
}
