package dev.retrykit.backoff;

import static dev.retrykit.backoff.Series.drawn;
import static dev.retrykit.backoff.Series.millis;
import static dev.retrykit.backoff.Series.nominal;
import static dev.retrykit.backoff.Series.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrpcTests {

    private static final Duration NANO = Duration.ofNanos(1);

    private final Backoff backoff = Backoff.grpc(Duration.ofSeconds(100), 2, Duration.ofSeconds(700));

    @Test
    void givesTheSeriesOfTheProposalForAFactorOfOne() {
        assertThat(nominal(backoff, 5)).isEqualTo(seconds(100, 200, 400, 700, 700));
        assertThat(drawn(backoff, Draw.MIDDLE, 5)).isEqualTo(seconds(100, 200, 400, 700, 700));
    }

    @Test
    void jittersByAFifthAfterTheBound() {
        assertThat(drawn(backoff, Draw.LOWEST, 5)).isEqualTo(seconds(80, 160, 320, 560, 560));
        assertThat(drawn(backoff, Draw.HIGHEST, 5))
                .isEqualTo(seconds(120, 240, 480, 840, 840).stream()
                        .map(delay -> delay.minus(NANO))
                        .toList());
    }

    @Test
    void doesNotBoundTheFirstDelay() {
        Backoff longFirst = Backoff.grpc(Duration.ofSeconds(10), 2, Duration.ofSeconds(4));

        assertThat(nominal(longFirst, 3)).isEqualTo(seconds(10, 4, 4));
        assertThat(drawn(longFirst, Draw.LOWEST, 3)).isEqualTo(millis(8000, 3200, 3200));
    }

    @Test
    void shrinksByAMultiplierBelowOne() {
        Backoff shrinking = Backoff.grpc(Duration.ofMillis(800), 0.5, Duration.ofSeconds(1));

        assertThat(nominal(shrinking, 4)).isEqualTo(millis(800, 400, 200, 100));
        assertThat(shrinking.delayBefore(1_000_000, Duration.ZERO, Draw.HIGHEST))
                .isSameAs(Duration.ZERO);
    }

    @Test
    void keepsTheDelayOfTheEchoExample() {
        Backoff echo = Backoff.grpc(Duration.ofMillis(10), 1.0, Duration.ofMillis(10));

        assertThat(drawn(echo, Draw.MIDDLE, 3)).isEqualTo(millis(10, 10, 10));
        assertThat(drawn(echo, Draw.LOWEST, 3)).isEqualTo(millis(8, 8, 8));
    }

    @Test
    void saturatesInsteadOfOverflowing() {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        Backoff endless = Backoff.grpc(NANO, Double.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(endless.nominalBefore(1)).isEqualTo(NANO);
        assertThat(endless.nominalBefore(Integer.MAX_VALUE)).isEqualTo(longest);
        assertThat(endless.delayBefore(Integer.MAX_VALUE, longest, Draw.HIGHEST))
                .isPositive()
                .isLessThanOrEqualTo(longest);
    }

    @Test
    void drawsOneNumberForEachDelay() {
        CountingRandom random = new CountingRandom();

        assertThat(drawn(backoff, random, 5)).isEqualTo(seconds(90, 180, 360, 630, 630));
        assertThat(random.drawn()).isEqualTo(5);
    }
}
