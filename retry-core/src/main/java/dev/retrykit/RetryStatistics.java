package dev.retrykit;

import dev.retrykit.event.AttemptOutcome;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.FallbackOutcome;
import dev.retrykit.event.HedgeOutcome;
import dev.retrykit.event.StopReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The counts of one retrier since it was made. They only grow, except for those that say "now".
 *
 * <p>Thread-safe and live: a reading shows the counts at that moment, and two readings may have events between them. A
 * call that succeeds at its first attempt touches one counter. A switched-off retrier counts nothing.
 */
public final class RetryStatistics {

    /** Calls of this many attempts and more share a count: {@value}. */
    public static final int MANY_ATTEMPTS = 5;

    private final LongAdder[] successes = new LongAdder[MANY_ATTEMPTS];
    private final Map<StopReason, AtomicLongArray> ends = new EnumMap<>(StopReason.class);
    private final LongAdder failures = new LongAdder();
    private final LongAdder unacceptable = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder retrying = new LongAdder();
    private final LongAdder listenerFailures = new LongAdder();
    private final Map<FallbackOutcome, LongAdder> fallbacks = new EnumMap<>(FallbackOutcome.class);
    private final Map<HedgeOutcome, LongAdder> hedges = new EnumMap<>(HedgeOutcome.class);
    private final List<Consumer<? super Duration>> waitListeners = new CopyOnWriteArrayList<>();

    RetryStatistics() {
        for (int i = 0; i < MANY_ATTEMPTS; i++) {
            successes[i] = new LongAdder();
        }
        for (FallbackOutcome outcome : FallbackOutcome.values()) {
            fallbacks.put(outcome, new LongAdder());
        }
        for (HedgeOutcome outcome : HedgeOutcome.values()) {
            hedges.put(outcome, new LongAdder());
        }
        for (StopReason reason : StopReason.values()) {
            ends.put(reason, new AtomicLongArray(MANY_ATTEMPTS));
        }
    }

    void firstTrySuccess() {
        successes[0].increment();
    }

    void success(int attempts) {
        successes[bucket(attempts)].increment();
    }

    void end(StopReason reason, int attempts) {
        endsFor(reason).incrementAndGet(bucket(attempts));
    }

    void failure() {
        failures.increment();
    }

    void unacceptable() {
        unacceptable.increment();
    }

    void retryBegan() {
        retries.increment();
    }

    void waitBegan() {
        waiting.increment();
    }

    void waitEnded() {
        waiting.decrement();
    }

    void retryingBegan() {
        retrying.increment();
    }

    void retryingEnded() {
        retrying.decrement();
    }

    void hedge(HedgeOutcome outcome) {
        hedgesFor(outcome).increment();
    }

    List<Consumer<? super Duration>> waitListeners() {
        return waitListeners;
    }

    void listenerFailed() {
        listenerFailures.increment();
    }

    void fallback(FallbackOutcome outcome) {
        fallbacksFor(outcome).increment();
    }

    /**
     * How many calls ended in a way.
     *
     * @param outcome how they ended
     * @param retried whether to count those in which at least one retry began, or those in which none did
     * @return the number of calls
     */
    public long calls(CallOutcome outcome, boolean retried) {
        long sum = 0;
        for (int bucket = retried ? 1 : 0; bucket < (retried ? MANY_ATTEMPTS : 1); bucket++) {
            sum += outcome == CallOutcome.SUCCESS
                    ? successes[bucket].sum()
                    : ends(bucket, outcome == CallOutcome.EXHAUSTED);
        }
        return sum;
    }

    /**
     * How many calls have ended, in whatever way.
     *
     * @return the number of calls
     */
    public long calls() {
        long sum = 0;
        for (int attempts = 1; attempts <= MANY_ATTEMPTS; attempts++) {
            sum += callsByAttempts(attempts);
        }
        return sum;
    }

    /**
     * How many calls ended after a number of attempts.
     *
     * @param attempts the number of attempts, from 1 to {@link #MANY_ATTEMPTS}, which stands for that many and more
     * @return the number of calls
     * @throws IllegalArgumentException if there is no count for that number
     */
    public long callsByAttempts(int attempts) {
        if (attempts < 1 || attempts > MANY_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "attempts must be between 1 and " + MANY_ATTEMPTS + ", but was " + attempts);
        }
        return successes[attempts - 1].sum() + ends(attempts - 1, true) + ends(attempts - 1, false);
    }

    /**
     * How many attempts ended in a way. Attempts that were cancelled before they ended are not among them.
     *
     * @param outcome how they ended
     * @return the number of attempts
     */
    public long attempts(AttemptOutcome outcome) {
        return switch (outcome) {
            case SUCCESS -> calls(CallOutcome.SUCCESS, false) + calls(CallOutcome.SUCCESS, true);
            case FAILURE -> failures.sum();
            case UNACCEPTABLE -> unacceptable.sum();
        };
    }

    /**
     * How many attempts after the first have begun.
     *
     * @return the number of retries
     */
    public long retries() {
        return retries.sum();
    }

    /**
     * How many calls ended without success for a reason.
     *
     * @param reason the reason
     * @return the number of calls
     */
    public long ended(StopReason reason) {
        long sum = 0;
        for (int bucket = 0; bucket < MANY_ATTEMPTS; bucket++) {
            sum += endsFor(reason).get(bucket);
        }
        return sum;
    }

    /**
     * How many calls wait for their next attempt now.
     *
     * @return the number of calls
     */
    public long waiting() {
        // The sum of a striped count may see the end of a wait before its beginning.
        return Math.max(0, waiting.sum());
    }

    /**
     * How many calls have failed at least once and have not ended now: those that wait, and those whose next attempt runs.
     *
     * @return the number of calls
     */
    public long retrying() {
        // As for those that wait.
        return Math.max(0, retrying.sum());
    }

    /**
     * How many attempts that hedged calls were to send after their first came to something. Those that won or lost are
     * among {@link #retries()}.
     *
     * @param outcome what became of them
     * @return the number of attempts
     */
    public long hedges(HedgeOutcome outcome) {
        return hedgesFor(outcome).sum();
    }

    /**
     * Has somebody told how long each wait took that ends from now on: the time that passed, not the delay that was
     * decided. A delay of zero is no wait. Where attempts of a call overlap, only a time in which none runs is one.
     *
     * @param listener what is told, on the thread that ends the wait, a timer's perhaps: it should be quick and must be
     *     thread-safe. An {@link Exception} that it throws changes nothing; it is logged and counted.
     */
    public void onWaitEnd(Consumer<? super Duration> listener) {
        waitListeners.add(Objects.requireNonNull(listener, "listener must not be null"));
    }

    /**
     * How many times a listener, or the end of a scope, has thrown.
     *
     * @return the number of times
     */
    public long listenerFailures() {
        return listenerFailures.sum();
    }

    /**
     * How many calls that failed were answered by a fallback; they are among the calls that ended without success.
     *
     * @param outcome how the fallback ended
     * @return the number of calls
     */
    public long fallbacks(FallbackOutcome outcome) {
        return fallbacksFor(outcome).sum();
    }

    private LongAdder fallbacksFor(FallbackOutcome outcome) {
        return Objects.requireNonNull(fallbacks.get(outcome));
    }

    private LongAdder hedgesFor(HedgeOutcome outcome) {
        return Objects.requireNonNull(hedges.get(outcome));
    }

    private long ends(int bucket, boolean exhausted) {
        long sum = 0;
        for (StopReason reason : ends.keySet()) {
            if (reason.exhausted() == exhausted) {
                sum += endsFor(reason).get(bucket);
            }
        }
        return sum;
    }

    private AtomicLongArray endsFor(StopReason reason) {
        return Objects.requireNonNull(ends.get(reason));
    }

    private static int bucket(int attempts) {
        return Math.min(attempts, MANY_ATTEMPTS) - 1;
    }
}
