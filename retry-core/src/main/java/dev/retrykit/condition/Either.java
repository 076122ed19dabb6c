package dev.retrykit.condition;

import java.util.Objects;

/** True where one of two conditions is. */
record Either(FailureCondition first, FailureCondition second) implements FailureCondition {

    Either {
        Objects.requireNonNull(first, "first must not be null");
        Objects.requireNonNull(second, "condition must not be null");
    }

    @Override
    public boolean test(Outcome outcome) {
        return first.test(outcome) || second.test(outcome);
    }

    @Override
    public boolean refuses(Outcome outcome) {
        return first.refuses(outcome) && second.refuses(outcome);
    }

    @Override
    public boolean retriesStatus(String status) {
        return first.retriesStatus(status) || second.retriesStatus(status);
    }

    @Override
    public boolean names(Throwable failure) {
        return first.names(failure) || second.names(failure);
    }

    @Override
    public String toString() {
        return "(" + first + " or " + second + ")";
    }
}
