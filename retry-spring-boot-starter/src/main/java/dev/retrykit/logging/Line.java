package dev.retrykit.logging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of the log: for people, the same as pairs for programs, and an exception if it is to be printed. */
record Line(
        Level level,
        String message,
        Map<String, Object> pairs,
        @Nullable Throwable thrown) {

    enum Level {
        DEBUG,
        WARN,
        ERROR
    }
}
