package dev.retrykit.observation;

/** What makes an observation of each attempt of a call. */
@FunctionalInterface
interface AttemptObservations {

    FollowedAttempt start(int number);
}
