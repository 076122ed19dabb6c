package dev.retrykit.backoff;

import java.time.Duration;
import java.util.Objects;

/** A back-off of ours that draws one number for each delay within bounds of its own: it takes neither cap nor jitter. */
sealed interface RandomFormula extends NanosBackoff permits Decorrelated, Grpc, Azure {

    @Override
    default Backoff cappedAt(Duration max) {
        throw refused("max", Check.duration("max", max));
    }

    @Override
    default Backoff jittered(Jitter jitter) {
        throw refused("jitter", Objects.requireNonNull(jitter, "jitter must not be null"));
    }

    private IllegalStateException refused(String name, Object value) {
        return new IllegalStateException(
                name + " must not be set on " + this + ", which has its own randomness and bound, but was " + value);
    }
}
