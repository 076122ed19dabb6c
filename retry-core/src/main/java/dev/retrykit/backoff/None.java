package dev.retrykit.backoff;

/** No delay before any retry. */
record None() implements Formula {

    @Override
    public long nominalNanos(int retry) {
        return 0;
    }

    @Override
    public String toString() {
        return "none";
    }
}
