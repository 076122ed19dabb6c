package dev.retrykit.sample.load;

import dev.retrykit.sample.InvalidInputException;
import dev.retrykit.sample.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much is asked of the storefront, and for how long.
 *
 * @param callsPerSecond calls of the payment service that begin in a second, from 0 to 50; none begins at 0
 * @param seconds after how many seconds it ends by itself, from 1 to 900
 */
public record Load(int callsPerSecond, int seconds) {

    private static final int MAX_CALLS_PER_SECOND = 50;
    private static final int MAX_SECONDS = 900;
    private static final int USUAL_SECONDS = 600;

    public Load {
        if (callsPerSecond < 0 || callsPerSecond > MAX_CALLS_PER_SECOND) {
            throw new InvalidInputException("callsPerSecond", "be from 0 to " + MAX_CALLS_PER_SECOND, callsPerSecond);
        }
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new InvalidInputException("seconds", "be from 1 to " + MAX_SECONDS, seconds);
        }
    }

    /** Nobody asks. */
    static Load none() {
        return new Load(0, USUAL_SECONDS);
    }

    /** Reads a JSON object; no rate means no load, and it lasts ten minutes unless it says how long. */
    static Load of(Map<String, ? extends @Nullable Object> json) {
        JsonFields fields = new JsonFields(json, "callsPerSecond", "seconds");
        return new Load(fields.wholeNumber("callsPerSecond", 0), fields.wholeNumber("seconds", USUAL_SECONDS));
    }
}
