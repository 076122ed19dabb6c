package dev.retrykit.condition;

import java.util.Set;

/** Holds the standard condition, made once. */
final class Standard {

    static final FailureCondition CONDITION = FailureCondition.onStatusElse(
            Set.of("408", "429", "500", "502", "503", "504", "UNAVAILABLE", "RESOURCE_EXHAUSTED"),
            FailureCondition.on(Exception.class));

    private Standard() {}
}
