package dev.retrykit;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The stage of an attempt whose outcome may reach the caller in parts, before the stage completes.
 *
 * <p>From its first part on an attempt is committed, as in gRPC an RPC is by its response headers: what the caller has got
 * cannot be taken back. A failure of a committed attempt ends the call {@code not-retryable} unless the policy says
 * {@link RetryPolicy.Builder#retryAfterFirstElement}, its value is accepted whatever conditions say, and time limits no
 * longer cut it. Hedged calls take no notice of it: an operation that commits must not be hedged.
 *
 * <p>Implementations must be thread-safe, and {@link #toCompletableFuture()} must return a future that can be asked whether
 * it is done.
 *
 * @param <T> the type of the result
 */
public interface CommittableStage<T extends @Nullable Object> extends CompletionStage<T> {

    /**
     * Whether part of the outcome has reached the caller, or all of it; asked when the stage has completed.
     *
     * @return true if the attempt is committed
     */
    boolean committed();

    /**
     * Withholds the outcome: asked when a limit of the attempt has passed, on the timer's thread, so it must neither wait
     * nor run other people's code. Of the first part and the limit exactly one wins.
     *
     * @return true if the attempt is not committed and never will be, so that nothing of it reaches the caller; false if it
     *     is committed, and goes on
     */
    boolean withhold();
}
