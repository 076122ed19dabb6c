package dev.retrykit.backoff;

import java.time.Duration;

/** How durations and factors are written where a person reads them, in the form that {@code application.yml} takes. */
final class Text {

    private static final long[] UNIT_NANOS = {
        86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L
    };
    private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us"};

    private Text() {}

    /** The largest unit that leaves no remainder: {@code 100ms}, {@code 1500ms}, {@code 90s}, {@code 2m}. */
    static String of(Duration duration) {
        long nanos = Nanos.of(duration);
        if (nanos == 0) {
            return "0s";
        }
        for (int i = 0; i < UNITS.length; i++) {
            if (nanos % UNIT_NANOS[i] == 0) {
                return nanos / UNIT_NANOS[i] + UNITS[i];
            }
        }
        return nanos + "ns";
    }

    /** Without a fraction where there is none: {@code 2}, {@code 1.5}. */
    static String of(double factor) {
        String text = Double.toString(factor);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
