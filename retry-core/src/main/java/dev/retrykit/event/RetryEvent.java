package dev.retrykit.event;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a call.
 *
 * <p>A call that succeeds after one retry tells {@link AttemptFailed}, {@link RetryScheduled}, {@link CallSucceeded}; one
 * that gives up ends with {@link CallEnded}. Events are immutable values; they share the failures and results they carry
 * with the caller.
 */
public sealed interface RetryEvent {

    /**
     * The name of the retrier.
     *
     * @return the name, as in configuration and meters
     */
    String retrier();

    /**
     * A number that the events of one call share.
     *
     * @return a number from 1, unique within the retrier
     */
    long call();

    /**
     * An attempt failed or returned a value that is not acceptable.
     *
     * @param retrier the name of the retrier
     * @param call the number of the call
     * @param attempt the number of the attempt, from 1
     * @param failure what was thrown, or null if a value was returned
     * @param result the value that was not acceptable, or null
     */
    record AttemptFailed(
            String retrier,
            long call,
            int attempt,
            @Nullable Throwable failure,
            @Nullable Object result) implements RetryEvent {

        /**
         * Checks what must be present.
         *
         * @param retrier the name of the retrier
         * @param call the number of the call
         * @param attempt the number of the attempt, from 1
         * @param failure what was thrown, or null if a value was returned
         * @param result the value that was not acceptable, or null
         */
        public AttemptFailed {
            Objects.requireNonNull(retrier, "retrier must not be null");
        }
    }

    /**
     * A further attempt is due after a delay. It may still not begin: the wait can be interrupted, cancelled or closed.
     * A hedged call tells this when its delay has passed without an answer, and after a failure, which can bring an attempt
     * forward that has been told of before.
     *
     * @param retrier the name of the retrier
     * @param call the number of the call
     * @param attempt the number of the attempt to come, from 2
     * @param delay how long the call waits for it
     */
    record RetryScheduled(String retrier, long call, int attempt, Duration delay) implements RetryEvent {

        /**
         * Checks what must be present.
         *
         * @param retrier the name of the retrier
         * @param call the number of the call
         * @param attempt the number of the attempt to come, from 2
         * @param delay how long the call waits for it
         */
        public RetryScheduled {
            Objects.requireNonNull(retrier, "retrier must not be null");
            Objects.requireNonNull(delay, "delay must not be null");
        }
    }

    /**
     * A call succeeded.
     *
     * @param retrier the name of the retrier
     * @param call the number of the call
     * @param attempts how many attempts it took, from 1
     * @param sinceFirstFailure how long ago the first attempt failed, zero if none did
     */
    record CallSucceeded(String retrier, long call, int attempts, Duration sinceFirstFailure) implements RetryEvent {

        /**
         * Checks what must be present.
         *
         * @param retrier the name of the retrier
         * @param call the number of the call
         * @param attempts how many attempts it took, from 1
         * @param sinceFirstFailure how long ago the first attempt failed, zero if none did
         */
        public CallSucceeded {
            Objects.requireNonNull(retrier, "retrier must not be null");
            Objects.requireNonNull(sinceFirstFailure, "sinceFirstFailure must not be null");
        }
    }

    /**
     * A call ended without success.
     *
     * @param retrier the name of the retrier
     * @param call the number of the call
     * @param reason why no further attempt was made
     * @param attempts how many attempts had begun, from 1
     * @param sinceFirstFailure how long ago the first attempt failed
     * @param failure what the last attempt threw, or null if it returned a value
     * @param result the last value that was not acceptable, or null
     * @param policyFailure what a condition, back-off, budget, server-delay source or scope threw; null unless the reason is
     *     {@link StopReason#POLICY_ERROR}
     */
    record CallEnded(
            String retrier,
            long call,
            StopReason reason,
            int attempts,
            Duration sinceFirstFailure,
            @Nullable Throwable failure,
            @Nullable Object result,
            @Nullable Throwable policyFailure)
            implements RetryEvent {

        /**
         * Checks what must be present.
         *
         * @param retrier the name of the retrier
         * @param call the number of the call
         * @param reason why no further attempt was made
         * @param attempts how many attempts had begun, from 1
         * @param sinceFirstFailure how long ago the first attempt failed
         * @param failure what the last attempt threw, or null if it returned a value
         * @param result the last value that was not acceptable, or null
         * @param policyFailure what a condition, back-off, budget, server-delay source or scope threw, or null
         */
        public CallEnded {
            Objects.requireNonNull(retrier, "retrier must not be null");
            Objects.requireNonNull(reason, "reason must not be null");
            Objects.requireNonNull(sinceFirstFailure, "sinceFirstFailure must not be null");
        }
    }
}
