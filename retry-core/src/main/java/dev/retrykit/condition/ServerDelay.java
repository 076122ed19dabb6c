package dev.retrykit.condition;

import org.jspecify.annotations.Nullable;

/**
 * A reader of what the server said about retrying, from a failure or from a returned value that is to be retried.
 *
 * <p>Sources must be thread-safe. One that throws ends the call as {@code policy-error}.
 */
@FunctionalInterface
public interface ServerDelay {

    /**
     * The server's word.
     *
     * @param resultOrFailure one failure (causes are asked separately) or one returned value
     * @return the word, or null if the server said nothing
     */
    @Nullable ServerWord wordOf(Object resultOrFailure);
}
