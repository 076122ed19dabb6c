package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclaration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One level of configuration: what it says, and where each value was written.
 *
 * @param values the values
 * @param places answers for each key that has a value, {@code backoff.delay} say, where and how it was written
 * @param adopted the method whose annotation is Spring's, if this level is what that says
 */
record Level(
        PolicyProperties values,
        Function<String, Written> places,
        @Nullable RetryDeclaration adopted) {

    Level(PolicyProperties values, Function<String, Written> places) {
        this(values, places, null);
    }

    static Level of(PolicyProperties values, Section section) {
        return new Level(values, section::written);
    }

    Written written(String key) {
        return places.apply(key);
    }
}
