package dev.retrykit;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** What one attempt of a scenario does. */
@FunctionalInterface
interface Step {

    @Nullable Object play(Scene scene) throws Throwable;

    static Step returns(@Nullable Object value) {
        return scene -> value;
    }

    /** Throws a new exception, one that the standard condition retries. */
    static Step fails() {
        return scene -> {
            throw new IOException("no answer");
        };
    }

    static Step fails(Throwable failure) {
        return scene -> {
            throw failure;
        };
    }

    /** Lets time pass without looking at interrupts. */
    static Step takes(Duration duration, Step then) {
        return scene -> {
            scene.time.advance(duration);
            return then.play(scene);
        };
    }

    /** Waits as interruptible code does: an interrupt ends it at once with an {@link InterruptedException}. */
    static Step waits(Duration duration, Step then) {
        return scene -> {
            scene.time.sleep(duration, () -> false);
            return then.play(scene);
        };
    }

    static Step interruptsItself(Step then) {
        return scene -> {
            Thread.currentThread().interrupt();
            return then.play(scene);
        };
    }

    static Step[] times(int count, Step step) {
        return Collections.nCopies(count, step).toArray(Step[]::new);
    }
}
