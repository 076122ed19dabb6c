package dev.retrykit.backoff;

import static dev.retrykit.backoff.Series.drawn;
import static dev.retrykit.backoff.Series.millis;
import static dev.retrykit.backoff.Series.nominal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecorrelatedTests {

    private static final Duration MILLIS_100 = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final Backoff backoff = Backoff.decorrelated(MILLIS_100, Duration.ofSeconds(1));

    @Test
    void drawsBetweenBaseAndThreeTimesThePreviousDelay() {
        assertThat(drawn(backoff, Draw.LOWEST, 3)).isEqualTo(millis(100, 100, 100));
        // (100 + 300) / 2, (100 + 600) / 2, (100 + 1000) / 2: 3 * 350 is more than max
        assertThat(drawn(backoff, Draw.MIDDLE, 3)).isEqualTo(millis(200, 350, 550));
        assertThat(backoff.delayBefore(2, Duration.ofMillis(200), Draw.HIGHEST))
                .isEqualTo(Duration.ofMillis(600).minusNanos(1));
        assertThat(backoff.delayBefore(3, Duration.ofMillis(999), Draw.HIGHEST))
                .isEqualTo(Duration.ofSeconds(1).minusNanos(1));
    }

    @Test
    void readsAPreviousDelayBelowBaseAsBase() {
        Duration first = backoff.delayBefore(1, Duration.ZERO, Draw.HIGHEST);

        assertThat(first).isEqualTo(Duration.ofMillis(300).minusNanos(1));
        assertThat(backoff.delayBefore(5, Duration.ofMillis(20), Draw.HIGHEST)).isEqualTo(first);
        assertThat(backoff.delayBefore(5, Duration.ofMillis(-1), Draw.HIGHEST)).isEqualTo(first);
        assertThat(backoff.delayBefore(5, Duration.ofSeconds(Long.MIN_VALUE), Draw.LOWEST))
                .isEqualTo(MILLIS_100);
    }

    @Test
    void hasTheMiddleOfTheFirstRangeAsNominalDelay() {
        assertThat(nominal(backoff, 3)).isEqualTo(millis(200, 200, 200));
        assertThat(Backoff.decorrelated(MILLIS_100, Duration.ofMillis(200)).nominalBefore(1))
                .isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void staysAtBaseWhereMaxIsNoLonger() {
        assertThat(drawn(Backoff.decorrelated(MILLIS_100, MILLIS_100), Draw.HIGHEST, 3))
                .isEqualTo(millis(100, 100, 100));
        assertThat(Backoff.decorrelated(Duration.ZERO, MILLIS_100).delayBefore(1, Duration.ZERO, Draw.HIGHEST))
                .isSameAs(Duration.ZERO);
    }

    @Test
    void saturatesInsteadOfOverflowing() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        Backoff endless = Backoff.decorrelated(Duration.ofNanos(1), forEver);

        assertThat(endless.delayBefore(9, forEver, Draw.HIGHEST)).isPositive().isLessThanOrEqualTo(LONGEST);
        assertThat(Backoff.decorrelated(forEver, forEver).delayBefore(9, forEver, Draw.HIGHEST))
                .isEqualTo(LONGEST);
    }

    @Test
    void drawsOneNumberForEachDelay() {
        CountingRandom random = new CountingRandom();

        // 100 + (300 - 100) / 4, 100 + (450 - 100) / 4
        assertThat(drawn(backoff, random, 2)).containsExactly(Duration.ofMillis(150), Duration.ofNanos(187_500_000));
        assertThat(random.drawn()).isEqualTo(2);
    }
}
