package dev.retrykit.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * One call that was given up.
 *
 * @param time when, in UTC: {@code 2026-03-01T10:15:30.123Z}
 * @param attempts how many attempts it had made
 * @param reason why no further attempt was made, {@code max-attempts} say
 * @param sinceFirstFailure how long ago its first attempt had failed, {@code PT0.3S}
 * @param failure the class of the last failure; absent if the last attempt returned a value
 * @param message the message of the last failure; absent if there is none, {@code ******} if it is not to be shown
 */
public record ExhaustedCall(
        String time,
        int attempts,
        String reason,
        String sinceFirstFailure,
        @Nullable String failure,
        @Nullable Object message) {}
