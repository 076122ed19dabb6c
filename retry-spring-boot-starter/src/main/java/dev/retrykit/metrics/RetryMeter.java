package dev.retrykit.metrics;

import dev.retrykit.budget.RetryBudget;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every meter there is: name, tags, unit and text. All of them exist for a retrier from the moment it is registered, with
 * each combination of their tags, so that a rate can be computed from the first event on.
 *
 * <p>No tag ever holds a message, an argument or anything else that an event brings along: a retrier has 35 meters,
 * a budget two. The timer becomes as many time series as its registry makes of one: three for Prometheus, and more with a
 * histogram.
 */
public enum RetryMeter {
    /** Calls that have ended, by {@code outcome} and by whether a retry began in them. */
    CALLS(
            "retry.calls",
            Meter.Type.COUNTER,
            RetryMeter.OF_RETRIER,
            "calls",
            "Calls that have ended, by outcome and by whether a retry began in them",
            Reading.calls()),

    /** Calls that have ended, by how many {@code attempts} they made. */
    CALLS_BY_ATTEMPTS(
            "retry.calls.by.attempts",
            Meter.Type.COUNTER,
            RetryMeter.OF_RETRIER,
            null,
            "Calls that have ended, by how many attempts they made",
            Reading.callsByAttempts()),

    /** Attempts that have ended, by {@code outcome}. */
    ATTEMPTS(
            "retry.attempts",
            Meter.Type.COUNTER,
            RetryMeter.OF_RETRIER,
            "attempts",
            "Attempts that have ended, by outcome",
            Reading.attempts()),

    /** Attempts after the first that have begun: the load that retrying adds. */
    RETRIES(
            "retry.retries",
            Meter.Type.COUNTER,
            RetryMeter.OF_RETRIER,
            "retries",
            "Attempts after the first that have begun",
            Reading.single(retrier -> retrier.statistics().retries())),

    /** Calls whose last outcome was one to retry and that were given up, by {@code reason}. */
    EXHAUSTED(
            "retry.exhausted",
            Meter.Type.COUNTER,
            RetryMeter.OF_RETRIER,
            "calls",
            "Calls that were given up although their last outcome was one to retry, by reason",
            Reading.ended(true)),

    /** Calls that ended because there was nothing to retry, or nobody left to retry for, by {@code reason}. */
    FAILED(
            "retry.failed",
            Meter.Type.COUNTER,
            RetryMeter.OF_RETRIER,
            "calls",
            "Calls that ended because there was nothing to retry, or nobody left to retry for, by reason",
            Reading.ended(false)),

    /** Fallbacks that answered in place of a failure, by {@code outcome}; their calls count as what they were. */
    FALLBACKS(
            "retry.fallbacks",
            Meter.Type.COUNTER,
            RetryMeter.OF_RETRIER,
            "fallbacks",
            "Fallbacks that answered in place of a failure, by outcome",
            Reading.fallbacks()),

    /** Calls that wait for their next attempt at this moment. */
    WAITING(
            "retry.waiting",
            Meter.Type.GAUGE,
            RetryMeter.OF_RETRIER,
            "calls",
            "Calls that wait for their next attempt",
            Reading.single(retrier -> retrier.statistics().waiting())),

    /** Calls that have failed at least once and have not ended at this moment: waiting ones, and those that try again. */
    RETRYING(
            "retry.retrying",
            Meter.Type.GAUGE,
            RetryMeter.OF_RETRIER,
            "calls",
            "Calls that have failed at least once and have not ended",
            Reading.single(retrier -> retrier.statistics().retrying())),

    /** The time that calls spent waiting for their next attempt: each wait as long as it was, also one that was cut short. */
    DELAY(
            "retry.delay",
            Meter.Type.TIMER,
            RetryMeter.OF_RETRIER,
            null,
            "Time that a call spent waiting for its next attempt",
            Reading.single(retrier -> 0)),

    /** Attempts that hedged calls were to send after their first, by {@code outcome}. */
    HEDGES(
            "retry.hedges",
            Meter.Type.COUNTER,
            RetryMeter.OF_RETRIER,
            "hedges",
            "Attempts that hedged calls were to send after their first, by outcome",
            Reading.hedges()),

    /** How often a listener, or the end of a scope, has thrown; the calls went on. */
    LISTENER_FAILURES(
            "retry.listener.failures",
            Meter.Type.COUNTER,
            RetryMeter.OF_RETRIER,
            "failures",
            "Times that a listener, or the end of a scope, has thrown",
            Reading.single(retrier -> retrier.statistics().listenerFailures())),

    /**
     * Tokens that are left in a budget. A budget that has no limit from the start has no such meter; one that loses it
     * later shows no number, {@link Double#NaN}, as long as it has none.
     */
    BUDGET_AVAILABLE(
            "retry.budget.available",
            Meter.Type.GAUGE,
            RetryMeter.OF_BUDGET,
            "tokens",
            "Tokens that are left in a retry budget",
            Reading.tokens(RetryBudget::available)),

    /** Tokens that a budget holds at most; there where {@link #BUDGET_AVAILABLE} is. */
    BUDGET_CAPACITY(
            "retry.budget.capacity",
            Meter.Type.GAUGE,
            RetryMeter.OF_BUDGET,
            "tokens",
            "Tokens that a retry budget holds at most",
            Reading.tokens(RetryBudget::capacity));

    static final String OF_RETRIER = "name";
    static final String OF_BUDGET = "budget";

    private final String meterName;
    private final Meter.Type type;
    private final String ownerKey;
    private final @Nullable String baseUnit;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of functions without state
    private final List<Reading> readings;

    RetryMeter(
            String meterName,
            Meter.Type type,
            String ownerKey,
            @Nullable String baseUnit,
            String description,
            List<Reading> readings) {
        this.meterName = meterName;
        this.type = type;
        this.ownerKey = ownerKey;
        this.baseUnit = baseUnit;
        this.description = description;
        this.readings = readings;
    }

    /**
     * The name, as Micrometer writes names: {@code retry.calls}.
     *
     * @return the name
     */
    public String meterName() {
        return meterName;
    }

    /**
     * What kind of meter it is.
     *
     * @return counter, gauge or timer
     */
    public Meter.Type type() {
        return type;
    }

    /**
     * The keys of its tags.
     *
     * @return first {@code name} or {@code budget}, which says whose value it is; then what the values are told apart by
     */
    public List<String> tagKeys() {
        return Stream.concat(
                        Stream.of(ownerKey), readings.get(0).tags().stream().map(Tag::getKey))
                .toList();
    }

    /**
     * The unit of its values.
     *
     * @return the unit; empty if the name says it already
     */
    public Optional<String> baseUnit() {
        return Optional.ofNullable(baseUnit);
    }

    /**
     * What it shows, in a few words.
     *
     * @return the text without a full stop
     */
    public String description() {
        return description;
    }

    /** The key of the tag that says whose value it is: that of a retrier, or of a budget, which retriers may share. */
    String ownerKey() {
        return ownerKey;
    }

    List<Reading> readings() {
        return readings;
    }

    Meter.Id id(Tags owner, Reading reading) {
        return new Meter.Id(meterName, reading.tags().and(owner), baseUnit, description, type);
    }
}
