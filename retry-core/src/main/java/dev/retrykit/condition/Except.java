package dev.retrykit.condition;

import java.util.List;
import java.util.stream.Collectors;

/** True for everything but the failures of some types, which it refuses. */
record Except(List<Class<? extends Throwable>> ignored) implements FailureCondition {

    Except {
        ignored = List.copyOf(ignored);
    }

    @Override
    public boolean test(Outcome outcome) {
        return !refuses(outcome);
    }

    @Override
    public boolean refuses(Outcome outcome) {
        for (Class<? extends Throwable> type : ignored) {
            if (outcome.failedWith(type)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "except " + ignored.stream().map(Class::getName).collect(Collectors.joining(", "));
    }
}
