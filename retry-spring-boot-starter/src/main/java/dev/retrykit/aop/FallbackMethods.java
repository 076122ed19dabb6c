package dev.retrykit.aop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The overloads that answer in place of a method's failures.
 *
 * @param methods the overloads, those of more specific failures first
 */
record FallbackMethods(List<FallbackMethod> methods) {

    FallbackMethods {
        // Types of failures are classes, so those that accept the same one lie on one line; an insertion keeps each
        // line.
        List<FallbackMethod> ordered = new ArrayList<>();
        for (FallbackMethod method : methods) {
            int at = 0;
            while (at < ordered.size() && !method.isMoreSpecificThan(ordered.get(at))) {
                at++;
            }
            ordered.add(at, method);
        }
        methods = List.copyOf(ordered);
    }

    /** The one for a failure, null if none answers it. */
    @Nullable FallbackMethod forFailure(Throwable failure) {
        for (FallbackMethod method : methods) {
            if (method.accepts(failure)) {
                return method;
            }
        }
        return null;
    }
}
