package dev.retrykit.backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JitterTests {

    private static final Duration MILLIS_100 = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    static Stream<Jitter> jitters() {
        return Stream.of(
                Jitter.none(),
                Jitter.full(),
                Jitter.equal(),
                Jitter.proportional(0),
                Jitter.proportional(0.2),
                Jitter.proportional(1));
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                range(Jitter.none(), 100_000_000, 100_000_000, 100_000_000),
                range(Jitter.full(), 0, 50_000_000, 99_999_999),
                range(Jitter.equal(), 50_000_000, 75_000_000, 99_999_999),
                range(Jitter.proportional(0), 100_000_000, 100_000_000, 100_000_000),
                range(Jitter.proportional(0.2), 80_000_000, 100_000_000, 119_999_999),
                range(Jitter.proportional(0.29), 71_000_000, 100_000_000, 128_999_999),
                range(Jitter.proportional(1), 0, 100_000_000, 199_999_999));
    }

    private static Arguments range(Jitter jitter, long lowest, long middle, long highest) {
        return Arguments.of(jitter, Duration.ofNanos(lowest), Duration.ofNanos(middle), Duration.ofNanos(highest));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void drawsFromItsRange(Jitter jitter, Duration lowest, Duration middle, Duration highest) {
        assertThat(jitter.apply(MILLIS_100, Draw.LOWEST)).isEqualTo(lowest);
        assertThat(jitter.apply(MILLIS_100, Draw.MIDDLE)).isEqualTo(middle);
        assertThat(jitter.apply(MILLIS_100, Draw.HIGHEST)).isEqualTo(highest);
    }

    @ParameterizedTest
    @CsvSource({"LOWEST, 80", "MIDDLE, 90", "HIGHEST, 100"})
    void cutsTheProportionalRangeAtMaxSoThatTheSpreadSurvives(Draw draw, long millis) {
        Duration delay = Jitter.proportional(0.2).apply(MILLIS_100, MILLIS_100, draw);

        assertThat(delay).isEqualTo(Duration.ofMillis(millis).minusNanos(draw == Draw.HIGHEST ? 1 : 0));
    }

    @Test
    void cutsTheProportionalRangeAtAMaxBetweenItsEnds() {
        Jitter jitter = Jitter.proportional(0.2);
        Duration max = Duration.ofMillis(110);

        assertThat(jitter.apply(MILLIS_100, max, Draw.LOWEST)).isEqualTo(Duration.ofMillis(80));
        assertThat(jitter.apply(MILLIS_100, max, Draw.MIDDLE)).isEqualTo(Duration.ofMillis(95));
        assertThat(jitter.apply(MILLIS_100, max, Draw.HIGHEST)).isEqualTo(max.minusNanos(1));
    }

    @ParameterizedTest
    @MethodSource("jitters")
    void neverLeavesAMaxBelowTheNominalDelay(Jitter jitter) {
        Duration max = Duration.ofMillis(10);

        for (Draw draw : Draw.values()) {
            assertThat(jitter.apply(MILLIS_100, max, draw)).isBetween(Duration.ZERO, max);
        }
        assertThat(jitter.apply(MILLIS_100, max, Draw.HIGHEST)).isGreaterThanOrEqualTo(max.minusNanos(1));
    }

    @ParameterizedTest
    @MethodSource("jitters")
    void keepsADelayOfZero(Jitter jitter) {
        for (Draw draw : Draw.values()) {
            assertThat(jitter.apply(Duration.ZERO, draw)).isSameAs(Duration.ZERO);
        }
    }

    @ParameterizedTest
    @MethodSource("jitters")
    void saturatesInsteadOfOverflowing(Jitter jitter) {
        for (Draw draw : Draw.values()) {
            assertThat(jitter.apply(Duration.ofSeconds(Long.MAX_VALUE), draw)).isBetween(Duration.ZERO, LONGEST);
        }
    }

    @Test
    void doesNotGoBelowZeroWhereADoubleLiesAboveTheLong() {
        Duration nominal = Duration.ofNanos((1L << 53) + 3);

        assertThat(Jitter.proportional(1).apply(nominal, Draw.LOWEST)).isSameAs(Duration.ZERO);
        assertThat(Jitter.proportional(Math.nextDown(1.0)).apply(nominal, Draw.LOWEST))
                .isLessThan(Duration.ofNanos(4));
    }

    @Test
    void keepsHalfOfAnOddDelay() {
        assertThat(Jitter.equal().apply(Duration.ofNanos(1), Draw.LOWEST)).isEqualTo(Duration.ofNanos(1));
        assertThat(Jitter.equal().apply(Duration.ofNanos(5), Draw.LOWEST)).isEqualTo(Duration.ofNanos(3));
    }

    @ParameterizedTest
    @MethodSource("jitters")
    void drawsOneNumberUnlessThereIsNoJitter(Jitter jitter) {
        CountingRandom random = new CountingRandom();

        jitter.apply(MILLIS_100, random);
        jitter.apply(MILLIS_100, MILLIS_100, random);

        assertThat(random.drawn()).isEqualTo(jitter.equals(Jitter.none()) ? 0 : 2);
    }

    @Test
    void boundsAUsersJitter() {
        Jitter doubled = (nominal, random) -> nominal.multipliedBy(2);

        assertThat(doubled.apply(MILLIS_100, Duration.ofMillis(150), Draw.LOWEST))
                .isEqualTo(Duration.ofMillis(150));
        assertThat(doubled.apply(MILLIS_100, Duration.ofMillis(250), Draw.LOWEST))
                .isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void isEqualByValue() {
        assertThat(Jitter.none()).isEqualTo(Jitter.none()).hasSameHashCodeAs(Jitter.none());
        assertThat(Jitter.full()).isEqualTo(Jitter.full()).isNotEqualTo(Jitter.equal());
        assertThat(Jitter.proportional(0.2))
                .isEqualTo(Jitter.proportional(0.2))
                .hasSameHashCodeAs(Jitter.proportional(0.2))
                .isNotEqualTo(Jitter.proportional(0.3));
    }

    @Test
    void tellsWhatItIs() {
        assertThat(Jitter.none()).hasToString("no jitter");
        assertThat(Jitter.full()).hasToString("full jitter");
        assertThat(Jitter.equal()).hasToString("equal jitter");
        assertThat(Jitter.proportional(0.2)).hasToString("proportional jitter 0.2");
        assertThat(Jitter.proportional(1)).hasToString("proportional jitter 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAFactorOutsideZeroToOne(double factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Jitter.proportional(factor))
                .withMessage("factor must be between 0 and 1, but was " + factor);
    }

    @ParameterizedTest
    @MethodSource("jitters")
    void refusesNegativeDelays(Jitter jitter) {
        Duration negative = Duration.ofNanos(-1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> jitter.apply(negative, Draw.LOWEST))
                .withMessage("nominal must not be negative, but was PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jitter.apply(MILLIS_100, negative, Draw.LOWEST))
                .withMessage("max must not be negative, but was PT-0.000000001S");
    }

    @ParameterizedTest
    @MethodSource("jitters")
    @SuppressWarnings("NullAway") // null is what is tested
    void refusesNull(Jitter jitter) {
        assertThatNullPointerException()
                .isThrownBy(() -> jitter.apply(null, Draw.LOWEST))
                .withMessage("nominal must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> jitter.apply(MILLIS_100, null, Draw.LOWEST))
                .withMessage("max must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> jitter.apply(MILLIS_100, null))
                .withMessage("random must not be null");
    }

    @Test
    @SuppressWarnings("NullAway") // null is what is tested
    void refusesWhatAUsersJitterMustNotReturn() {
        assertThatIllegalStateException()
                .isThrownBy(() -> returning(Duration.ofMillis(-1)).apply(MILLIS_100, MILLIS_100, Draw.LOWEST))
                .withMessage("delay returned by mine must not be negative, but was PT-0.001S");
        assertThatIllegalStateException()
                .isThrownBy(() -> returning(null).apply(MILLIS_100, MILLIS_100, Draw.LOWEST))
                .withMessage("delay returned by mine must not be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> returning(MILLIS_100).apply(MILLIS_100, Duration.ofMillis(-1), Draw.LOWEST))
                .withMessage("max must not be negative, but was PT-0.001S");
    }

    private static Jitter returning(Duration delay) {
        return new UsersJitter(delay);
    }
}
