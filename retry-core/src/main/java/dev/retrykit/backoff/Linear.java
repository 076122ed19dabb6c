package dev.retrykit.backoff;

import java.time.Duration;

/** A delay that grows by the same increment from retry to retry: {@code initial + (n - 1) * increment}. */
record Linear(Duration initial, Duration increment) implements Formula {

    Linear {
        initial = Check.duration("initial", initial);
        increment = Check.duration("increment", increment);
    }

    @Override
    public long nominalNanos(int retry) {
        return Nanos.plus(initial.toNanos(), Nanos.times(increment.toNanos(), retry - 1L));
    }

    @Override
    public String toString() {
        return "linear " + Text.of(initial) + " + " + Text.of(increment);
    }
}
