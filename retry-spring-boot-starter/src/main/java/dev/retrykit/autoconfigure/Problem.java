package dev.retrykit.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the configuration.
 *
 * @param message what breaks which rule
 * @param origin where it was written, or null if it was not written anywhere
 * @param action what to do about it
 */
record Problem(String message, @Nullable String origin, String action) {

    static final String CORRECT_VALUE = "Correct the value.";

    /** A value that breaks a rule: {@code <property> must <rule>, but was '<value>'}. */
    static Problem rule(Written written, String rule) {
        return rule(written, rule, CORRECT_VALUE);
    }

    static Problem rule(Written written, String rule, String action) {
        return new Problem(
                written.property() + " must " + rule + ", but was '" + written.value() + "'", written.origin(), action);
    }

    @Override
    public String toString() {
        return origin == null ? message : message + "\n\n    Origin: " + origin;
    }
}
