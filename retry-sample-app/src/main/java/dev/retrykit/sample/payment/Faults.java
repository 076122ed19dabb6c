package dev.retrykit.sample.payment;

import dev.retrykit.sample.InvalidInputException;
import dev.retrykit.sample.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at the payment service.
 *
 * @param errorRate share of requests that are refused with {@code errorStatus}, from 0 to 1
 * @param refuseNext how many of the next requests are refused whatever the rate, from 0 to 1000; counts down
 * @param errorStatus status of a refusal: 429 or 503
 * @param retryAfterSeconds the refusal's {@code Retry-After} header, from 0 to 3600; none when null
 * @param latencyMillis how long each request is kept waiting, from 0 to 60000
 * @param resetRate share of requests that are carried out but whose connection is reset before the answer, from 0 to 1
 * @param outage whether every connection is reset before its request is read
 */
public record Faults(
        double errorRate,
        int refuseNext,
        int errorStatus,
        @Nullable Integer retryAfterSeconds,
        int latencyMillis,
        double resetRate,
        boolean outage) {

    private static final int MAX_REFUSE_NEXT = 1_000;
    private static final int MAX_RETRY_AFTER_SECONDS = 3_600;
    private static final int MAX_LATENCY_MILLIS = 60_000;

    public Faults {
        requireShare("errorRate", errorRate);
        requireBetweenZeroAnd(MAX_REFUSE_NEXT, "refuseNext", refuseNext);
        if (errorStatus != 429 && errorStatus != 503) {
            throw new InvalidInputException("errorStatus", "be 429 or 503", errorStatus);
        }
        if (retryAfterSeconds != null) {
            requireBetweenZeroAnd(MAX_RETRY_AFTER_SECONDS, "retryAfterSeconds", retryAfterSeconds);
        }
        requireBetweenZeroAnd(MAX_LATENCY_MILLIS, "latencyMillis", latencyMillis);
        requireShare("resetRate", resetRate);
    }

    /** A service that works. */
    public static Faults none() {
        return new Faults(0, 0, 503, null, 0, 0, false);
    }

    /** Reads a JSON object; a field that is absent means that nothing of its kind goes wrong. */
    static Faults of(Map<String, ? extends @Nullable Object> json) {
        JsonFields fields = new JsonFields(
                json,
                "errorRate",
                "refuseNext",
                "errorStatus",
                "retryAfterSeconds",
                "latencyMillis",
                "resetRate",
                "outage");
        return new Faults(
                fields.number("errorRate", 0),
                fields.wholeNumber("refuseNext", 0),
                fields.wholeNumber("errorStatus", 503),
                fields.optionalWholeNumber("retryAfterSeconds"),
                fields.wholeNumber("latencyMillis", 0),
                fields.number("resetRate", 0),
                fields.flag("outage", false));
    }

    /** What is left once a request has met these; in an outage none is read, so none is refused. */
    Faults afterOneRequest() {
        return outage || refuseNext == 0
                ? this
                : new Faults(
                        errorRate, refuseNext - 1, errorStatus, retryAfterSeconds, latencyMillis, resetRate, outage);
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidInputException(name, "be from 0 to 1", share);
        }
    }

    private static void requireBetweenZeroAnd(int max, String name, int value) {
        if (value < 0 || value > max) {
            throw new InvalidInputException(name, "be from 0 to " + max, value);
        }
    }
}
