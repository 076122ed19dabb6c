package dev.retrykit.observation;

import io.micrometer.observation.Observation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an observed attempt ended, which is an event of its call too. In a trace the event is called
 * {@code attempt 2 failure java.io.IOException}.
 */
public enum AttemptEnd implements Observation.Event {
    /** It brought the value that the caller received. */
    SUCCESS,
    /** It threw, or was cut by its time limit. */
    FAILURE,
    /** It returned a value that was not acceptable. */
    UNACCEPTABLE,
    /** The call ended before it: the caller had cancelled it, or another attempt was faster. */
    CANCELLED;

    /**
     * The outcome as observations write it.
     *
     * @return the name in lower case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String getName() {
        return "attempt." + code();
    }

    /** The event of one attempt: numbers and types are for traces, where they may have many values. */
    Observation.Event of(int attempt, @Nullable Throwable failure) {
        String type = failure == null ? "" : " " + failure.getClass().getName();
        return Observation.Event.of(getName(), "attempt " + attempt + " " + code() + type);
    }
}
