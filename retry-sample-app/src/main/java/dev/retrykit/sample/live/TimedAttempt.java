package dev.retrykit.sample.live;

import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call.
 *
 * @param fromMillis when it began, counted from the beginning of the call
 * @param millis how long it took
 * @param failure the type of what it threw, or of the value that was not acceptable; null if it succeeded
 */
record TimedAttempt(
        double fromMillis, double millis, @Nullable String failure) {}
