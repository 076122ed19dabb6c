package dev.retrykit.sample;

import org.jspecify.annotations.Nullable;

/** A value sent by a user that breaks a rule; its message names the value, the rule and what was sent. */
public final class InvalidInputException extends RuntimeException {

    public InvalidInputException(String name, String rule, @Nullable Object value) {
        super(name + " must " + rule + ", but was " + value);
    }
}
