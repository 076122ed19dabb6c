package dev.retrykit.sources;

import dev.retrykit.sources.Playback.AttemptTime;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays the steps of a call and notes when each started and how long it ran. */
final class Recorder {

    private final VirtualTime time;
    private final List<Step> steps;
    private final List<AttemptTime> attempts = new ArrayList<>();

    Recorder(VirtualTime time, List<Step> steps) {
        this.time = time;
        this.steps = steps;
    }

    @Nullable Object play(int attempt) throws Exception {
        Duration start = time.elapsed();
        try {
            return steps.get(Math.min(attempt, steps.size()) - 1).play(time);
        } finally {
            attempts.add(new AttemptTime(start, time.elapsed().minus(start)));
        }
    }

    List<AttemptTime> attempts() {
        return List.copyOf(attempts);
    }
}
