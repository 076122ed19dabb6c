package dev.retrykit;

import dev.retrykit.condition.Causes;
import dev.retrykit.event.StopReason;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mark on a failure that a retrier has given up on: who, after how many attempts, how long, and why.
 *
 * <p>It is the one suppressed exception that an exhausted call adds to the failure that the caller receives, without
 * stack and without references to earlier failures. Retriers further out see it and do not retry again
 * ({@link Nested#ONCE}). A failure that forbids suppression, or that is rethrown without its cause, loses it.
 * It can be serialised with its failure; a mark that was read back says what it said, and is not heeded any more.
 * Thread-safe.
 */
public final class RetriesExhausted extends Throwable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Whose mark this is; kept when the failure travels. */
    private final String retrier;

    /** What is said now; replaced as a whole when the same failure is given up again. */
    private volatile Facts facts;

    /** Newer than the attempt around the call; zero, and so never heeded, in a process that did not set the mark. */
    private transient volatile long number;

    private RetriesExhausted(String retrier, Facts facts) {
        super(null, null, false, false);
        this.retrier = retrier;
        this.facts = facts;
    }

    private record Facts(
            int attempts,
            Duration sinceFirstFailure,
            StopReason reason,
            @Nullable String firstFailure) implements Serializable {}

    /** Marks a failure; the same object thrown again by the same retrier has its mark renewed, so that it cannot grow. */
    static void mark(Throwable failure, CallState call, StopReason reason) {
        Facts facts =
                new Facts(call.attempt(), call.sinceFirstFailure(), reason, call.firstFailureTypeIfOther(failure));
        // Calls that share an exception object may end at once; its own methods lock it in the same way.
        synchronized (failure) {
            RetriesExhausted mark = markOf(call.name(), failure);
            if (mark == null) {
                mark = new RetriesExhausted(call.name(), facts);
                failure.addSuppressed(mark);
            }
            mark.facts = facts;
            mark.number = MarkNumbers.draw();
        }
    }

    private static @Nullable RetriesExhausted markOf(String retrier, Throwable failure) {
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof RetriesExhausted mark && mark.retrier.equals(retrier)) {
                return mark;
            }
        }
        return null;
    }

    /** Whether the failure itself bears a mark, of whatever age. */
    static boolean marks(Throwable failure) {
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof RetriesExhausted) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the failure or one of its causes was marked after a number was the latest. What lies inside an attempt cut by
     * its time limit does not count: whoever gave up there, the limit was not theirs.
     */
    static boolean isMarkedSince(long number, Throwable failure) {
        int depth = 0;
        for (Throwable each = failure; each != null; each = Causes.next(each, ++depth)) {
            if (isItselfMarkedSince(number, each)) {
                return true;
            }
            if (each instanceof AttemptTimeoutException) {
                return false;
            }
        }
        return false;
    }

    private static boolean isItselfMarkedSince(long number, Throwable failure) {
        if (failure instanceof RetryExhaustedException exhausted && exhausted.number() > number) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof RetriesExhausted mark && mark.number > number) {
                return true;
            }
        }
        return false;
    }

    /**
     * The name of the retrier that gave up.
     *
     * @return the name
     */
    public String retrier() {
        return retrier;
    }

    /**
     * How many attempts it made.
     *
     * @return the number of attempts, from 1
     */
    public int attempts() {
        return facts.attempts;
    }

    /**
     * How long after the first failure it gave up.
     *
     * @return the time
     */
    public Duration sinceFirstFailure() {
        return facts.sinceFirstFailure;
    }

    /**
     * Why it gave up.
     *
     * @return the reason, one of the five of an exhausted call
     */
    public StopReason reason() {
        return facts.reason;
    }

    /**
     * The type of the first failure, where it differs from the last.
     *
     * @return the name of the class
     */
    public Optional<String> firstFailure() {
        return Optional.ofNullable(facts.firstFailure);
    }

    @Override
    public String getMessage() {
        Facts now = facts;
        return "'" + retrier + "' gave up after " + now.attempts + (now.attempts == 1 ? " attempt" : " attempts")
                + " in " + now.sinceFirstFailure + " (" + now.reason.code() + ")"
                + (now.firstFailure == null ? "" : "; the first failure was a " + now.firstFailure);
    }
}
