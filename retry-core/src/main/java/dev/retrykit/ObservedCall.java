package dev.retrykit;

import dev.retrykit.event.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * What follows one call: told of each attempt that begins and of each that fails, then once of the end.
 *
 * <p>{@link #enter} is called inside of all other scopes, on the thread that starts the attempt, only for attempts that
 * begin; what it returns is closed once the operation has returned its value or its stage. It says nothing of the end of an
 * asynchronous attempt, which comes later. Attempts of which neither a failure nor the success is told were cancelled, or
 * left alone, by the time the call ends. Where attempts overlap, one may be entered, or a scope closed, on another thread
 * after the end has been told; implementations must be thread-safe. No interrupt reaches them that is not the operation's.
 */
public interface ObservedCall extends AttemptScope {

    /**
     * An attempt failed or returned a value that is not acceptable. Told before the call waits or ends.
     *
     * @param attempt the number of the attempt, from 1
     * @param failure what was thrown, or null if a value was returned
     */
    void attemptFailed(int attempt, @Nullable Throwable failure);

    /**
     * The call succeeded. Nothing is told after this.
     *
     * @param attempt the number of the attempt that brought the value, from 1
     * @param attempts how many attempts had begun
     */
    void succeeded(int attempt, int attempts);

    /**
     * The call ended without success. Nothing is told after this; a fallback is asked afterwards.
     *
     * @param reason why no further attempt was made
     * @param attempts how many attempts had begun, from 1
     * @param thrown what the caller receives if no fallback answers; null if the caller has cancelled the call, or receives
     *     the last value
     */
    void ended(StopReason reason, int attempts, @Nullable Throwable thrown);
}
