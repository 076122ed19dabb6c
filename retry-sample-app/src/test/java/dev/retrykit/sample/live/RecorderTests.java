package dev.retrykit.sample.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTests {

    private final VirtualTime time = new VirtualTime();
    private final RetryRegistry registry =
            RetryRegistry.builder().ticker(time).sleeper(time).alarm(time).build();
    private final RetryPolicy policy = RetryPolicy.builder()
            .maxAttempts(3)
            .backoff(Backoff.fixed(Duration.ofMillis(100)))
            .build();
    private final Retrier payments = registry.register("payments", policy);
    private final Recorder recorder = new Recorder(registry, time, () -> Instant.ofEpochMilli(9));

    @Test
    void tellsWhatHappenedSinceTheLastTick() {
        payments.run(() -> {});
        recorder.tick();
        payments.run(() -> {});
        fail(payments);
        time.advance(Duration.ofMillis(800));

        Moment moment = recorder.tick();
        // Of 80 tokens, the part above the reserve has faded for a second.

        assertThat(moment.at()).isEqualTo(9);
        assertThat(moment.seconds()).isEqualTo(1);
        assertThat(moment.instances())
                .containsExactly(
                        Map.entry("payments", new Second(2, 4, 4, 1, 0, Map.of("max-attempts", 1L), 0, 79L, 100L)));
    }

    @Test
    void countsSinceTheStart() {
        payments.run(() -> {});
        fail(payments);
        recorder.tick();
        fail(payments);
        recorder.tick();

        InstanceFigures figures = recorder.figures().get(0);

        assertThat(figures.maxAttempts()).isEqualTo(3);
        assertThat(figures.calls()).isEqualTo(3);
        assertThat(figures.attempts()).isEqualTo(7);
        assertThat(figures.attemptsOfCalls()).isEqualTo(7);
        assertThat(figures.retries()).isEqualTo(4);
        assertThat(figures.firstTrySuccess()).isEqualTo(1);
        assertThat(figures.stopped()).containsExactly(Map.entry("max-attempts", 2L));
        // Waits of 100 ms, the upper bound of the third column, are in the fourth.
        assertThat(figures.delays()).containsExactly(0L, 0L, 0L, 4L, 0L, 0L, 0L, 0L, 0L);
    }

    @Test
    void followsARetrierThatIsRegisteredLater() {
        Retrier late = registry.register("late", policy);
        fail(late);
        recorder.tick();

        assertThat(recorder.figures()).extracting(InstanceFigures::name).containsExactly("late", "payments");
        assertThat(recorder.figures().get(0).delays()).contains(2L);
    }

    @Test
    void remembersTwoMinutes() {
        for (int second = 0; second < Recorder.REMEMBERED + 5; second++) {
            payments.run(() -> {});
            recorder.tick();
        }
        payments.run(() -> {});
        payments.run(() -> {});
        recorder.tick();

        List<Moment> moments = recorder.history().moments();
        assertThat(moments).hasSize(Recorder.REMEMBERED);
        assertThat(moments.get(Recorder.REMEMBERED - 1).instances().values())
                .extracting(Second::calls)
                .containsExactly(2L);
    }

    private static void fail(Retrier retrier) {
        assertThatIOException()
                .isThrownBy(() -> retrier.run(() -> {
                    throw new IOException("no answer");
                }));
    }
}
