package dev.retrykit.sources;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.event.RetryEvent.CallEnded;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.RecordingListener;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One call that was made over virtual time.
 *
 * @param attempts when its attempts started and how long they ran, in order
 * @param end when it ended
 * @param reason why it ended, or null if it succeeded
 * @param value what it returned
 * @param failure what it threw
 */
record Playback(
        List<AttemptTime> attempts,
        Duration end,
        @Nullable StopReason reason,
        @Nullable Object value,
        @Nullable Exception failure) {

    record AttemptTime(Duration start, Duration length) {

        Duration end() {
            return start.plus(length);
        }
    }

    /** The policy without a budget, where chance draws the middle of each range; the last step repeats. */
    static Playback of(RetryPolicy policy, Step... steps) {
        return of(policy, Draw.MIDDLE, steps);
    }

    static Playback of(RetryPolicy policy, RandomGenerator random, Step... steps) {
        return of(policy, random, RetryBudget.unlimited(), steps);
    }

    @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
    static Playback of(RetryPolicy policy, RandomGenerator random, RetryBudget budget, Step... steps) {
        VirtualTime time = new VirtualTime();
        RecordingListener listener = new RecordingListener();
        Retrier retrier = Retrier.builder("played")
                .policy(policy)
                .budget(budget)
                .statusSources(List.of(StatusFailure.SOURCE))
                .listeners(List.of(listener))
                .random(random)
                .ticker(time)
                .sleeper(time)
                .alarm(time)
                .build();
        Recorder recorder = new Recorder(time, List.of(steps));
        Object value = null;
        Exception failure = null;
        try {
            value = retrier.callWithAttempt(attempt -> recorder.play(attempt.number()));
        } catch (Exception thrown) {
            failure = thrown;
        }
        List<CallEnded> ends = listener.events(CallEnded.class);
        return new Playback(
                recorder.attempts(),
                time.elapsed(),
                ends.isEmpty() ? null : ends.get(0).reason(),
                value,
                failure);
    }

    List<Duration> starts() {
        return attempts.stream().map(AttemptTime::start).toList();
    }

    List<Duration> lengths() {
        return attempts.stream().map(AttemptTime::length).toList();
    }

    /** The time between the end of an attempt and the start of the next one. */
    List<Duration> waits() {
        List<Duration> starts = starts();
        return IntStream.range(1, starts.size())
                .mapToObj(next -> starts.get(next).minus(attempts.get(next - 1).end()))
                .toList();
    }
}
