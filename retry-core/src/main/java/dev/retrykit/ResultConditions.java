package dev.retrykit;

import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.Outcome;
import org.jspecify.annotations.Nullable;

/** What a policy asks of returned values, with a quick answer for those that it does not look at. */
record ResultConditions(@Nullable ResultCondition condition, boolean retryOnNull) {

    /** Whether a closer look is needed; cheap, for it is asked after every success. */
    boolean concern(@Nullable Object result) {
        if (result == null) {
            return retryOnNull || (condition != null && condition.alone());
        }
        return condition != null && condition.type().isInstance(result);
    }

    boolean refuse(@Nullable Object result, int attempt, boolean matchCauses, @Nullable Object context) {
        if (result == null && retryOnNull) {
            return true;
        }
        return condition != null
                && concern(result)
                && condition
                        .unacceptable()
                        .test(new Outcome(result, null, null, FailureKind.RESULT, attempt, matchCauses, context));
    }

    boolean lookAtStatus() {
        return condition == null || !condition.alone();
    }

    boolean exist() {
        return condition != null || retryOnNull;
    }
}
