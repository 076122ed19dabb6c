package dev.retrykit.backoff;

import static dev.retrykit.backoff.Series.drawn;
import static dev.retrykit.backoff.Series.nominal;
import static dev.retrykit.backoff.Series.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AzureTests {

    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Duration HUNDRED = Duration.ofSeconds(100);
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final Backoff backoff = Backoff.azure(TEN, TEN, HUNDRED);

    @Test
    void givesThePublishedExample() {
        assertThat(nominal(backoff, 6)).isEqualTo(seconds(10, 20, 40, 80, 100, 100));
        assertThat(drawn(backoff, Draw.MIDDLE, 6)).isEqualTo(seconds(10, 20, 40, 80, 100, 100));
    }

    @Test
    void drawsTheGrowthGiveOrTakeAFifth() {
        // 10, [18, 22), [34, 46), [66, 94), 100
        assertThat(drawn(backoff, Draw.LOWEST, 6)).isEqualTo(seconds(10, 18, 34, 66, 100, 100));
        assertThat(drawn(backoff, Draw.HIGHEST, 6))
                .isEqualTo(List.of(TEN, justBelow(22), justBelow(46), justBelow(94), HUNDRED, HUNDRED));
    }

    @Test
    void cutsWhatWasDrawnAtMax() {
        Backoff low = Backoff.azure(TEN, TEN, Duration.ofSeconds(40));

        assertThat(low.delayBefore(3, TEN, Draw.LOWEST)).isEqualTo(Duration.ofSeconds(34));
        assertThat(low.delayBefore(3, TEN, Draw.HIGHEST)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void staysAtTheIntervalWithoutDelta() {
        assertThat(drawn(Backoff.azure(TEN, Duration.ZERO, HUNDRED), Draw.HIGHEST, 3))
                .isEqualTo(seconds(10, 10, 10));
        assertThat(Backoff.azure(Duration.ZERO, Duration.ZERO, Duration.ZERO)
                        .delayBefore(Integer.MAX_VALUE, TEN, Draw.HIGHEST))
                .isSameAs(Duration.ZERO);
    }

    @Test
    void saturatesInsteadOfOverflowing() {
        Duration nano = Duration.ofNanos(1);
        Backoff endless = Backoff.azure(Duration.ZERO, nano, Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(endless.nominalBefore(63)).isEqualTo(Duration.ofNanos((1L << 62) - 1));
        assertThat(endless.nominalBefore(64)).isEqualTo(LONGEST);
        assertThat(endless.nominalBefore(65)).isEqualTo(LONGEST);
        assertThat(endless.nominalBefore(66)).isEqualTo(LONGEST);
        assertThat(endless.nominalBefore(Integer.MAX_VALUE)).isEqualTo(LONGEST);
        assertThat(Backoff.azure(LONGEST, LONGEST, LONGEST).delayBefore(1_000_000, LONGEST, Draw.HIGHEST))
                .isEqualTo(LONGEST);
        assertThat(Backoff.azure(TEN, TEN, HUNDRED).delayBefore(Integer.MAX_VALUE, LONGEST, Draw.LOWEST))
                .isEqualTo(HUNDRED);
    }

    @Test
    void drawsOneNumberForEachDelay() {
        CountingRandom random = new CountingRandom();

        assertThat(drawn(backoff, random, 5)).isEqualTo(seconds(10, 19, 37, 73, 100));
        assertThat(random.drawn()).isEqualTo(5);
    }

    private static Duration justBelow(long seconds) {
        return Duration.ofSeconds(seconds).minusNanos(1);
    }
}
