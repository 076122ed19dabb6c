package dev.retrykit.autoconfigure;

import java.util.function.Function;

/**
 * One level of configuration: what it says, and where each value was written.
 *
 * @param values the values
 * @param places answers for each key that has a value, {@code backoff.delay} say, where and how it was written
 */
record Level(PolicyProperties values, Function<String, Written> places) {

    static Level of(PolicyProperties values, Section section) {
        return new Level(values, section::written);
    }

    Written written(String key) {
        return places.apply(key);
    }
}
