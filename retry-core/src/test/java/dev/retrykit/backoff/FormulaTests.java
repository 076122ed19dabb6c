package dev.retrykit.backoff;

import static dev.retrykit.backoff.Series.drawn;
import static dev.retrykit.backoff.Series.millis;
import static dev.retrykit.backoff.Series.nominal;
import static dev.retrykit.backoff.Series.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormulaTests {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final Duration MILLIS_100 = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);

    static Stream<Arguments> series() {
        return Stream.of(
                arguments(Backoff.none(), millis(0, 0, 0)),
                arguments(Backoff.fixed(MILLIS_100), millis(100, 100, 100)),
                arguments(Backoff.linear(MILLIS_100, Duration.ofMillis(50)), millis(100, 150, 200, 250)),
                arguments(Backoff.linear(MILLIS_100, Duration.ZERO), millis(100, 100, 100)),
                arguments(Backoff.linear(Duration.ZERO, MILLIS_100), millis(0, 100, 200)),
                arguments(Backoff.exponential(MILLIS_100, 2), millis(100, 200, 400, 800, 1600)),
                arguments(
                        Backoff.exponential(MILLIS_100, 1.5),
                        List.of(
                                MILLIS_100,
                                Duration.ofMillis(150),
                                Duration.ofMillis(225),
                                Duration.ofNanos(337_500_000))),
                arguments(Backoff.exponential(MILLIS_100, 1), millis(100, 100, 100)),
                arguments(Backoff.exponential(MILLIS_100, 2).cappedAt(SECOND), millis(100, 200, 400, 800, 1000, 1000)),
                arguments(Backoff.fibonacci(MILLIS_100), millis(100, 100, 200, 300, 500, 800, 1300)),
                arguments(
                        Backoff.ofDelays(SECOND, Duration.ofSeconds(5), Duration.ofSeconds(30)),
                        seconds(1, 5, 30, 30, 30)),
                arguments(Backoff.ofDelays(seconds(3, 2)), seconds(3, 2, 2, 2)),
                // gax for .NET: what follows a back-off of 0, 1, 2 and 4 s is 1, 2, 4 and 5 s
                arguments(Backoff.exponential(SECOND, 2).cappedAt(Duration.ofSeconds(5)), seconds(1, 2, 4, 5, 5)),
                // gax for .NET: ... and what follows 0.75 s is 1.5 s
                arguments(
                        Backoff.exponential(Duration.ofMillis(750), 2).cappedAt(Duration.ofSeconds(5)),
                        millis(750, 1500, 3000, 5000, 5000)),
                // gax for .NET: constant
                arguments(Backoff.exponential(SECOND, 1).cappedAt(SECOND), seconds(1, 1, 1, 1)),
                // Azure API Management: only interval; interval and delta
                arguments(Backoff.fixed(Duration.ofSeconds(10)), seconds(10, 10, 10)),
                arguments(Backoff.linear(Duration.ofSeconds(10), Duration.ofSeconds(5)), seconds(10, 15, 20, 25)));
    }

    @ParameterizedTest
    @MethodSource("series")
    void givesTheSeriesOfItsFormula(Backoff backoff, List<Duration> expected) {
        assertThat(nominal(backoff, expected.size())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("series")
    void drawsNothingWithoutJitter(Backoff backoff, List<Duration> expected) {
        CountingRandom random = new CountingRandom();

        assertThat(drawn(backoff, random, expected.size())).isEqualTo(expected);
        assertThat(random.drawn()).isZero();
    }

    static Stream<Arguments> extremes() {
        return Stream.of(
                arguments(Backoff.fixed(Duration.ofSeconds(Long.MAX_VALUE)), 1, LONGEST),
                arguments(Backoff.fixed(LONGEST), 1, LONGEST),
                arguments(Backoff.linear(NANO, NANO), Integer.MAX_VALUE, Duration.ofNanos(Integer.MAX_VALUE)),
                arguments(Backoff.linear(LONGEST, NANO), 2, LONGEST),
                arguments(Backoff.linear(NANO, LONGEST), 2, LONGEST),
                arguments(Backoff.linear(SECOND, Duration.ofDays(365)), Integer.MAX_VALUE, LONGEST),
                arguments(Backoff.exponential(NANO, 2), 63, Duration.ofNanos(1L << 62)),
                arguments(Backoff.exponential(NANO, 2), 64, LONGEST),
                arguments(Backoff.exponential(NANO, 2), 1_000_000, LONGEST),
                arguments(Backoff.exponential(NANO, Double.MAX_VALUE), 3, LONGEST),
                arguments(Backoff.exponential(NANO, Double.MAX_VALUE), Integer.MAX_VALUE, LONGEST),
                arguments(Backoff.exponential(Duration.ZERO, Double.MAX_VALUE), Integer.MAX_VALUE, Duration.ZERO),
                // 2^53 + 1 is the first whole number that a double does not hold
                arguments(
                        Backoff.exponential(Duration.ofNanos((1L << 53) + 1), 1),
                        1_000_000,
                        Duration.ofNanos((1L << 53) + 1)),
                arguments(Backoff.fibonacci(NANO), 92, Duration.ofNanos(7_540_113_804_746_346_429L)),
                arguments(Backoff.fibonacci(NANO), 93, LONGEST),
                arguments(Backoff.fibonacci(NANO), Integer.MAX_VALUE, LONGEST),
                arguments(Backoff.fibonacci(Duration.ofNanos(2)), 92, LONGEST),
                arguments(Backoff.fibonacci(Duration.ZERO), Integer.MAX_VALUE, Duration.ZERO),
                arguments(Backoff.ofDelays(SECOND, NANO), Integer.MAX_VALUE, NANO),
                arguments(Backoff.ofDelays(Duration.ofSeconds(Long.MAX_VALUE)), 1, LONGEST),
                arguments(
                        Backoff.exponential(NANO, 2).cappedAt(Duration.ofSeconds(Long.MAX_VALUE)),
                        Integer.MAX_VALUE,
                        LONGEST));
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void saturatesInsteadOfOverflowing(Backoff backoff, int retry, Duration expected) {
        assertThat(backoff.nominalBefore(retry)).isEqualTo(expected);
        assertThat(backoff.delayBefore(retry, LONGEST, Draw.HIGHEST)).isEqualTo(expected);
    }

    @Test
    void keepsDelaysBelowAMillisecond() {
        assertThat(nominal(Backoff.exponential(Duration.ofNanos(3), 2), 3))
                .containsExactly(Duration.ofNanos(3), Duration.ofNanos(6), Duration.ofNanos(12));
        assertThat(Backoff.fixed(Duration.ofNanos(250)).nominalBefore(1)).isEqualTo(Duration.ofNanos(250));
    }

    @Test
    void roundsTheProductInsteadOfCuttingIt() {
        // 100 * 1.1 * 1.1 is 121.00000000000001 in doubles, 100 * 1.15 is 114.99999999999999
        assertThat(Backoff.exponential(Duration.ofNanos(100), 1.15).nominalBefore(2))
                .isEqualTo(Duration.ofNanos(115));
    }

    @Test
    void returnsTheSameInstanceWhereTheDelayNeverChanges() {
        Duration delay = Duration.ofSeconds(3);
        Backoff fixed = Backoff.fixed(delay);
        Backoff listed = Backoff.ofDelays(SECOND, delay);

        assertThat(fixed.delayBefore(1, Duration.ZERO, Draw.LOWEST)).isSameAs(delay);
        assertThat(fixed.nominalBefore(7)).isSameAs(delay);
        assertThat(listed.delayBefore(9, Duration.ZERO, Draw.LOWEST)).isSameAs(delay);
        assertThat(listed.nominalBefore(2)).isSameAs(delay);
        assertThat(Backoff.none().delayBefore(1, SECOND, Draw.LOWEST)).isSameAs(Duration.ZERO);
        assertThat(Backoff.none().nominalBefore(1)).isSameAs(Duration.ZERO);
    }

    @Test
    void doesNotChangeWithTheListOrArrayItWasGiven() {
        List<Duration> list = new ArrayList<>(seconds(1, 2));
        Duration[] array = {SECOND, Duration.ofSeconds(2)};
        Backoff fromList = Backoff.ofDelays(list);
        Backoff fromArray = Backoff.ofDelays(array);

        list.set(0, Duration.ofHours(1));
        array[0] = Duration.ofHours(1);

        assertThat(fromList.nominalBefore(1)).isEqualTo(SECOND);
        assertThat(fromArray.nominalBefore(1)).isEqualTo(SECOND);
    }
}
