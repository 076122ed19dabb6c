package dev.retrykit.condition;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Judges by status where one is known, else by another condition. */
record OnStatus(StatusPatterns patterns, FailureCondition otherwise) implements FailureCondition {

    OnStatus {
        Objects.requireNonNull(otherwise, "otherwise must not be null");
    }

    @Override
    public boolean test(Outcome outcome) {
        String status = outcome.status();
        return status == null ? otherwise.test(outcome) : patterns.match(status);
    }

    @Override
    public boolean retriesStatus(String status) {
        return patterns.match(status);
    }

    @Override
    public boolean refuses(Outcome outcome) {
        return otherwise.refuses(outcome);
    }

    @Override
    public boolean names(Throwable failure) {
        return otherwise.names(failure);
    }

    @Override
    public Optional<Set<String>> statuses() {
        return otherwise instanceof OnTypes types && types.types().isEmpty()
                ? Optional.of(patterns.all())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "status " + patterns + ", without status " + otherwise;
    }
}
