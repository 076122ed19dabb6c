package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import dev.retrykit.aop.RetryDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses a policy that hedges for methods of which every call would fail with it. */
final class HedgedMethods {

    private HedgedMethods() {}

    static void check(PolicyDraft draft, RetryPolicy policy, List<RetryDeclaration> methods) {
        if (policy.hedging().isEmpty()) {
            return;
        }
        List<String> others = methods.stream()
                .filter(method -> !method.allowsHedging())
                .map(RetryDeclaration::describe)
                .toList();
        if (others.isEmpty()) {
            return;
        }
        Written written = draft.layers()
                .highest("hedging.delay", level -> level.hedging().delay(), null)
                .written();
        draft.problems()
                .add(new Problem(
                        "Instance '" + draft.name() + "' must not hedge, because " + String.join(" and ", others)
                                + (others.size() == 1 ? " uses it" : " use it")
                                + ": only attempts of methods that return a CompletionStage, a Mono or another publisher"
                                + " of one value can overlap",
                        place(written),
                        "Return one of these, or use an instance without hedging."));
    }

    private static @Nullable String place(@Nullable Written written) {
        return written == null ? null : written.place();
    }
}
