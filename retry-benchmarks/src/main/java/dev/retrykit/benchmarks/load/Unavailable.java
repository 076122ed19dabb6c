package dev.retrykit.benchmarks.load;

import java.io.Serial;

/** A failure that is worth a retry. Without a stack, since millions are made; each is new, since the engine marks them. */
final class Unavailable extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    Unavailable() {
        super("unavailable", null, true, false);
    }
}
