package dev.retrykit.sample.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTests {

    private final VirtualTime time = new VirtualTime();
    private final List<Duration> calls = new ArrayList<>();
    private final OneThread thread = new OneThread();
    private final LoadGenerator generator =
            new LoadGenerator(() -> calls.add(time.elapsed()), new Callers(() -> thread), time, time);

    @BeforeEach
    void start() {
        generator.start();
    }

    @Test
    void beginsCallsAtAnEvenPace() {
        generator.turnTo(new Load(4, 600));
        time.advance(Duration.ofMillis(800));

        assertThat(calls)
                .containsExactly(Duration.ZERO, Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(750));
    }

    @Test
    void saysHowLongItLasts() {
        generator.turnTo(new Load(4, 600));
        time.advance(Duration.ofMillis(1_500));

        assertThat(generator.status()).isEqualTo(new LoadStatus(4, 599, 0, Callers.MOST, 0));
    }

    @Test
    void endsByItselfAfterItsTime() {
        generator.turnTo(new Load(1, 2));
        time.advance(Duration.ofHours(1));

        assertThat(calls).hasSize(2);
        assertThat(generator.status()).isEqualTo(new LoadStatus(0, 0, 0, Callers.MOST, 0));
        assertThat(time.pendingAlarms()).isZero();
    }

    @Test
    void isPausedByNoCallsPerSecond() {
        generator.turnTo(new Load(10, 600));
        generator.turnTo(new Load(0, 600));
        time.advance(Duration.ofSeconds(10));

        assertThat(calls).hasSize(1);
        assertThat(time.pendingAlarms()).isZero();
    }

    @Test
    void keepsTheNewPaceAloneWhenItIsReplaced() {
        generator.turnTo(new Load(50, 600));
        generator.turnTo(new Load(1, 600));
        calls.clear();
        time.advance(Duration.ofSeconds(3));

        assertThat(calls).hasSize(3);
    }

    @Test
    void leavesOutAndCountsWhatNoThreadIsFreeFor() {
        thread.busy = true;
        generator.turnTo(new Load(2, 600));
        time.advance(Duration.ofSeconds(1));
        thread.busy = false;
        time.advance(Duration.ofSeconds(1));

        assertThat(generator.status().leftOut()).isEqualTo(3);
        assertThat(calls).containsExactly(Duration.ofMillis(1_500), Duration.ofSeconds(2));
    }

    @Test
    void endsWithTheApplication() {
        generator.turnTo(new Load(10, 600));
        generator.stop();
        time.advance(Duration.ofSeconds(10));

        assertThat(calls).hasSize(1);
        assertThat(thread.isShutdown()).isTrue();
        assertThat(generator.isRunning()).isFalse();
    }

    @Test
    void beginsNothingWhileTheApplicationIsStopped() {
        generator.stop();
        generator.turnTo(new Load(10, 600));
        time.advance(Duration.ofSeconds(10));

        assertThat(calls).isEmpty();
        assertThat(generator.status().callsPerSecond()).isZero();
    }
}
