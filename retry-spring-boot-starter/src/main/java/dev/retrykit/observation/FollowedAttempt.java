package dev.retrykit.observation;

import org.jspecify.annotations.Nullable;

/**
 * An attempt that runs.
 *
 * @param number its number, from 1
 * @param context what is known of it; null if it has no observation of its own
 * @param surrounding its own observation, or that of its call
 */
record FollowedAttempt(int number, @Nullable RetryAttemptContext context, Watched surrounding) {

    void end(AttemptEnd how, @Nullable Throwable failure) {
        if (context != null) {
            context.end(how);
            surrounding.end(failure);
        }
    }
}
