package dev.retrykit.autoconfigure;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** What is observed of calls. */
enum Observations {
    /** Nothing. */
    OFF,
    /** Each call, with an event for each attempt. */
    CALL,
    /** Each call with its events, and each attempt. */
    ATTEMPT;

    static final String PROPERTY = "retrykit.observations";

    /** What is wanted as it must be known before configuration is read; what is none of these is refused there. */
    static Observations in(Environment environment) {
        try {
            return Binder.get(environment).bind(PROPERTY, Observations.class).orElse(OFF);
        } catch (BindException refusedLater) {
            return OFF;
        }
    }
}
