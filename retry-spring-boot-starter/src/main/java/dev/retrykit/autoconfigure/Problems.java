package dev.retrykit.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that one start shows all of it. Not thread-safe. */
final class Problems {

    private final Set<Problem> all = new LinkedHashSet<>();

    void add(Problem problem) {
        all.add(problem);
    }

    boolean exist() {
        return !all.isEmpty();
    }

    /** Ends the start if anything is wrong so far. */
    void throwIfAny() {
        if (exist()) {
            throw new InvalidRetryConfigurationException(List.copyOf(all));
        }
    }
}
