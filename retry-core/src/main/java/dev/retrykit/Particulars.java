package dev.retrykit;

import org.jspecify.annotations.Nullable;

/**
 * What only some calls have: who follows them, what surrounds them, what broke them. Apart from the state of the call, since
 * a million may wait at once, and made with the first of it.
 */
final class Particulars {

    @Nullable ObservedCall observed;

    /** What later attempts are to find of the caller's thread. */
    @Nullable AttemptScope captured;

    /** What was bound to the thread before the call. */
    @Nullable CallState outer;

    @Nullable Throwable policyFailure;
}
