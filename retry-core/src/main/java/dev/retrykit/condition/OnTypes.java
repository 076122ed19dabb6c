package dev.retrykit.condition;

import java.util.List;
import java.util.stream.Collectors;

/** True for failures of some types; an attempt cut by its time limit is worth a retry whatever the types. */
record OnTypes(List<Class<? extends Throwable>> types) implements FailureCondition {

    OnTypes {
        types = List.copyOf(types);
    }

    @Override
    public boolean test(Outcome outcome) {
        if (outcome.kind() == FailureKind.TIMEOUT) {
            return true;
        }
        for (Class<? extends Throwable> type : types) {
            if (outcome.failedWith(type)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean names(Throwable failure) {
        for (Class<? extends Throwable> type : types) {
            if (type.isInstance(failure) && NeverRetried.contains(type)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return types.isEmpty() ? "no type" : types.stream().map(Class::getName).collect(Collectors.joining(", "));
    }
}
