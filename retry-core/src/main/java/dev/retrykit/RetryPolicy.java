package dev.retrykit;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.backoff.Jitter;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.Outcome;
import dev.retrykit.condition.ServerDelay;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When to retry, how often, how long, and how far apart: everything about retrying but the name, the budget and the
 * listeners.
 *
 * <p>Immutable and thread-safe; checked once, in {@link Builder#build()}. Accessors carry the names of the builder's
 * options. The defaults make at most 3 attempts and wait U[0, 100 ms) and U[0, 200 ms) between them.
 *
 * <pre>{@code
 * RetryPolicy policy = RetryPolicy.builder()
 *         .maxAttempts(5)
 *         .totalTimeout(Duration.ofSeconds(10))
 *         .backoff(Backoff.exponential(Duration.ofMillis(200), 2).cappedAt(Duration.ofSeconds(2)))
 *         .build();
 * }</pre>
 */
public final class RetryPolicy {

    /** How many attempts a call makes at most unless the policy says otherwise: {@value}. */
    public static final int DEFAULT_MAX_ATTEMPTS = 3;

    /** The longest delay that a server may ask for unless the policy says otherwise: 30 s. */
    public static final Duration DEFAULT_SERVER_DELAY_MAX = Duration.ofSeconds(30);

    private static final RetryPolicy DEFAULTS = builder().build();

    private final Builder options;

    private RetryPolicy(Builder options) {
        this.options = options;
        if (options.maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, but was " + options.maxAttempts);
        }
        if (options.unlimitedAttempts && options.totalTimeout == null) {
            throw new IllegalArgumentException(
                    "unlimitedAttempts must be bounded by a totalTimeout, but totalTimeout was not set");
        }
        if (options.hedging != null && options.unlimitedAttempts) {
            throw new IllegalArgumentException("hedging must be bounded by maxAttempts, but attempts were unlimited");
        }
    }

    /**
     * The policy that is used where none is given.
     *
     * @return the one policy of all defaults
     */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * A builder with all defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder with the values of this policy.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder(options);
    }

    /**
     * How many attempts a call makes at most.
     *
     * @return the number of attempts, at least 1; empty if unlimited
     */
    public OptionalInt maxAttempts() {
        return options.unlimitedAttempts ? OptionalInt.empty() : OptionalInt.of(options.maxAttempts);
    }

    int attemptLimit() {
        return options.unlimitedAttempts ? Integer.MAX_VALUE : options.maxAttempts;
    }

    /**
     * How long a call may take, its waits and its running attempt included.
     *
     * @return the limit; empty if there is none
     */
    public Optional<Duration> totalTimeout() {
        return Optional.ofNullable(options.totalTimeout);
    }

    /**
     * How long an attempt may take.
     *
     * @return the limit; empty if there is none
     */
    public Optional<AttemptTimeout> attemptTimeout() {
        return Optional.ofNullable(options.attemptTimeout);
    }

    /**
     * Whether a blocking attempt that is over its limit is interrupted.
     *
     * @return true unless switched off
     */
    public boolean interruptAttempts() {
        return options.interruptAttempts;
    }

    /**
     * How far apart attempts are.
     *
     * @return the back-off
     */
    public Backoff backoff() {
        return options.backoff;
    }

    /**
     * Whether the first retry follows without delay.
     *
     * @return false unless switched on
     */
    public boolean firstRetryImmediate() {
        return options.firstRetryImmediate;
    }

    /**
     * Which failures, and which returned values with a status, are worth a retry.
     *
     * @return the condition
     */
    public FailureCondition retryOn() {
        return options.retryOn;
    }

    /**
     * Whether conditions, statuses and server's words look at the causes of a failure too.
     *
     * @return true unless switched off
     */
    public boolean matchCauses() {
        return options.matchCauses;
    }

    /**
     * What the caller receives when the call ends on a value that is not acceptable, if somebody said so.
     *
     * @return the outcome; empty means {@link ResultOutcome#THROW} for values that a result condition refused and
     *     {@link ResultOutcome#RETURN_LAST} for values refused for their status
     */
    public Optional<ResultOutcome> onUnacceptableResult() {
        return Optional.ofNullable(options.onUnacceptableResult);
    }

    /**
     * Whether a failure that comes after part of the outcome has reached the caller is retried.
     *
     * @return false unless switched on
     */
    public boolean retryAfterFirstElement() {
        return options.retryAfterFirstElement;
    }

    /**
     * Who reads the server's word.
     *
     * @return the source; empty if nobody does
     */
    public Optional<ServerDelay> serverDelay() {
        return Optional.ofNullable(options.serverDelay);
    }

    /**
     * The longest delay that a server may ask for.
     *
     * @return the limit, 30 s by default
     */
    public Duration serverDelayMax() {
        return options.serverDelayMax;
    }

    /**
     * Whether attempts overlap.
     *
     * @return the hedging; empty if attempts follow one another
     */
    public Optional<Hedging> hedging() {
        return Optional.ofNullable(options.hedging);
    }

    /**
     * What becomes of failures on which a retrier further inside gave up.
     *
     * @return {@link Nested#ONCE} unless set
     */
    public Nested nested() {
        return options.nested;
    }

    /**
     * Whether a returned value can ask for a retry by what it is, not by a status that it carries.
     *
     * @return false unless {@code retryOnResult} or {@code retryOnNullResult} was set
     */
    public boolean retriesOnResults() {
        return resultConditions().exist();
    }

    ResultConditions resultConditions() {
        return new ResultConditions(options.resultCondition, options.retryOnNullResult);
    }

    boolean limitsTime() {
        return options.totalTimeout != null || options.attemptTimeout != null;
    }

    /**
     * A collector of options. Not thread-safe; a second call of the same option replaces the first; the order of calls
     * does not matter.
     */
    public static final class Builder {

        private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
        private boolean unlimitedAttempts;
        private @Nullable Duration totalTimeout;
        private @Nullable AttemptTimeout attemptTimeout;
        private boolean interruptAttempts = true;
        private Backoff backoff = Backoff.exponential(Duration.ofMillis(100), 2)
                .cappedAt(Duration.ofSeconds(10))
                .jittered(Jitter.full());
        private boolean firstRetryImmediate;
        private FailureCondition retryOn = FailureCondition.standard();
        private boolean matchCauses = true;
        private @Nullable ResultCondition resultCondition;
        private boolean retryOnNullResult;
        private @Nullable ResultOutcome onUnacceptableResult;
        private boolean retryAfterFirstElement;
        private @Nullable ServerDelay serverDelay;
        private Duration serverDelayMax = DEFAULT_SERVER_DELAY_MAX;
        private @Nullable Hedging hedging;
        private Nested nested = Nested.ONCE;

        private Builder() {}

        private Builder(Builder other) {
            this.maxAttempts = other.maxAttempts;
            this.unlimitedAttempts = other.unlimitedAttempts;
            this.totalTimeout = other.totalTimeout;
            this.attemptTimeout = other.attemptTimeout;
            this.interruptAttempts = other.interruptAttempts;
            this.backoff = other.backoff;
            this.firstRetryImmediate = other.firstRetryImmediate;
            this.retryOn = other.retryOn;
            this.matchCauses = other.matchCauses;
            this.resultCondition = other.resultCondition;
            this.retryOnNullResult = other.retryOnNullResult;
            this.onUnacceptableResult = other.onUnacceptableResult;
            this.retryAfterFirstElement = other.retryAfterFirstElement;
            this.serverDelay = other.serverDelay;
            this.serverDelayMax = other.serverDelayMax;
            this.hedging = other.hedging;
            this.nested = other.nested;
        }

        /**
         * Limits the attempts of a call, the first one included. 3 by default: one attempt and two retries.
         *
         * @param attempts the most attempts, at least 1 (checked in {@link #build()})
         * @return this builder
         */
        public Builder maxAttempts(int attempts) {
            this.maxAttempts = attempts;
            this.unlimitedAttempts = false;
            return this;
        }

        /**
         * Lets only time limit the attempts; legal with a {@link #totalTimeout} only. Replaces {@link #maxAttempts}.
         *
         * @return this builder
         */
        public Builder unlimitedAttempts() {
            this.maxAttempts = DEFAULT_MAX_ATTEMPTS;
            this.unlimitedAttempts = true;
            return this;
        }

        /**
         * Limits the whole call: a wait that would end after it does not start, and a running attempt is cut.
         * 1 s with attempts of 400 ms and delays of 300 ms: attempts start at 0 and 700 ms, the second is cut at 1 s.
         *
         * @param limit the longest a call may take, longer than zero; none by default
         * @return this builder
         * @throws IllegalArgumentException if the limit is not longer than zero
         */
        public Builder totalTimeout(Duration limit) {
            this.totalTimeout = Rules.positive("totalTimeout", limit);
            return this;
        }

        /**
         * Limits each attempt. A stage is cancelled; a blocking attempt is interrupted and the call is decided when it
         * returns: a value that comes late is a success, a failure that comes late an {@link AttemptTimeoutException},
         * which is retried. Plain socket reads on platform threads and most JDBC drivers ignore interrupts.
         *
         * @param limit the limit; none by default
         * @return this builder
         */
        public Builder attemptTimeout(AttemptTimeout limit) {
            this.attemptTimeout = Objects.requireNonNull(limit, "attemptTimeout must not be null");
            return this;
        }

        /**
         * Says whether blocking attempts over their limit are interrupted. Switch it off for code that shares a
         * {@link java.nio.channels.FileChannel}, which an interrupt closes for everybody: the limit then decides only
         * once the attempt has returned.
         *
         * @param yes true by default
         * @return this builder
         */
        public Builder interruptAttempts(boolean yes) {
            this.interruptAttempts = yes;
            return this;
        }

        /**
         * Sets how far apart attempts are: exponential from 100 ms, doubling up to 10 s, with full jitter, by default.
         *
         * @param backoff the back-off
         * @return this builder
         */
        public Builder backoff(Backoff backoff) {
            this.backoff = Objects.requireNonNull(backoff, "backoff must not be null");
            return this;
        }

        /**
         * Says whether the first retry follows without delay; the formula goes on as if it had waited. Exponential from
         * 10 s without jitter: 0, 20, 40 s.
         *
         * @param yes false by default
         * @return this builder
         */
        public Builder firstRetryImmediate(boolean yes) {
            this.firstRetryImmediate = yes;
            return this;
        }

        /**
         * Sets which failures are worth a retry: {@link FailureCondition#standard()} by default.
         *
         * @param condition the condition
         * @return this builder
         */
        public Builder retryOn(FailureCondition condition) {
            this.retryOn = Objects.requireNonNull(condition, "retryOn must not be null");
            return this;
        }

        /**
         * Says whether conditions, statuses and server's words look at the causes of a failure, at most 16 deep.
         * {@code CompletionException}, {@code ExecutionException} and reflective wrappers are always looked through.
         *
         * @param yes true by default
         * @return this builder
         */
        public Builder matchCauses(boolean yes) {
            this.matchCauses = yes;
            return this;
        }

        /**
         * Retries on returned values of a type that a predicate does not accept; values of other types are accepted.
         *
         * @param type the type of the values to look at
         * @param unacceptable true for a value that is to be retried
         * @param <T> the type of the values
         * @return this builder
         */
        public <T> Builder retryOnResult(Class<T> type, Predicate<? super T> unacceptable) {
            this.resultCondition = ResultCondition.of(type, unacceptable);
            return this;
        }

        /**
         * Retries on outcomes of attempts that returned a value, null included, as a predicate says. It alone decides
         * about values, whatever their status.
         *
         * @param unacceptable true for an outcome that is to be retried
         * @return this builder
         */
        public Builder retryOnResult(Predicate<? super Outcome> unacceptable) {
            this.resultCondition = ResultCondition.alone(unacceptable);
            return this;
        }

        /**
         * Retries when an attempt returns null.
         *
         * @return this builder
         */
        public Builder retryOnNullResult() {
            this.retryOnNullResult = true;
            return this;
        }

        /**
         * Sets what the caller receives when the call ends on a value that is not acceptable.
         *
         * @param outcome the outcome; by default {@link ResultOutcome#THROW} for values that a result condition refused
         *     and {@link ResultOutcome#RETURN_LAST} for values refused for their status
         * @return this builder
         */
        public Builder onUnacceptableResult(ResultOutcome outcome) {
            this.onUnacceptableResult = Objects.requireNonNull(outcome, "onUnacceptableResult must not be null");
            return this;
        }

        /**
         * Says whether a failure is retried that comes after part of the outcome has reached the caller, as of a
         * {@code Flux} that has emitted: see {@link CommittableStage}. The next attempt starts from the beginning, so the
         * caller receives those parts once more: 2 elements, a failure, then 3 elements are 5 elements to the caller.
         *
         * @param yes false by default: such a failure ends the call {@code not-retryable}
         * @return this builder
         */
        public Builder retryAfterFirstElement(boolean yes) {
            this.retryAfterFirstElement = yes;
            return this;
        }

        /**
         * Heeds what the server says about retrying.
         *
         * @param source who reads it
         * @param max the longest delay that the server may ask for, zero or longer; a longer one ends the call
         *     ({@code server-delay})
         * @return this builder
         * @throws IllegalArgumentException if the limit is negative
         */
        public Builder serverDelay(ServerDelay source, Duration max) {
            this.serverDelay = Objects.requireNonNull(source, "serverDelay must not be null");
            this.serverDelayMax = Rules.notNegative("serverDelay max", max);
            return this;
        }

        /**
         * Lets the attempts of asynchronous calls overlap.
         *
         * @param hedging the hedging; none by default
         * @return this builder
         */
        public Builder hedging(Hedging hedging) {
            this.hedging = Objects.requireNonNull(hedging, "hedging must not be null");
            return this;
        }

        /**
         * Lets attempts follow one another, which is the default: takes back what {@link #hedging} set.
         *
         * @return this builder
         */
        public Builder noHedging() {
            this.hedging = null;
            return this;
        }

        /**
         * Sets what becomes of failures on which a retrier further inside gave up.
         *
         * @param mode {@link Nested#ONCE} by default
         * @return this builder
         */
        public Builder nested(Nested mode) {
            this.nested = Objects.requireNonNull(mode, "nested must not be null");
            return this;
        }

        /**
         * Checks all options together and makes the policy.
         *
         * @return an immutable policy, independent of this builder
         * @throws IllegalArgumentException if {@code maxAttempts} is below 1, or attempts are unlimited without a total
         *     timeout or with hedging
         */
        public RetryPolicy build() {
            return new RetryPolicy(new Builder(this));
        }
    }
}
