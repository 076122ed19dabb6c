package dev.retrykit.sources;

import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one attempt does. */
@FunctionalInterface
interface Step {

    @Nullable Object play(VirtualTime time) throws Exception;

    static Step fails() {
        return failsWith("UNAVAILABLE");
    }

    static Step failsWith(String status) {
        return throwing(new StatusFailure(status));
    }

    static Step failsAfter(Duration running) {
        return time -> {
            time.sleep(running, () -> false);
            throw new StatusFailure("UNAVAILABLE");
        };
    }

    static Step throwing(Exception failure) {
        return time -> {
            throw failure;
        };
    }

    /** Runs until its time limit interrupts it. */
    static Step hangs() {
        return failsAfter(Duration.ofDays(1));
    }

    static Step returns(@Nullable Object value) {
        return time -> value;
    }
}
