package dev.retrykit.backoff;

import static dev.retrykit.backoff.Series.drawn;
import static dev.retrykit.backoff.Series.millis;
import static dev.retrykit.backoff.Series.nominal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompositionTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Backoff EXPONENTIAL = Backoff.exponential(Duration.ofMillis(100), 2);

    @Test
    void cutsTheNominalDelayThenSpreadsIt() {
        Backoff backoff = EXPONENTIAL.cappedAt(SECOND).jittered(Jitter.full());

        assertThat(nominal(backoff, 6)).isEqualTo(millis(100, 200, 400, 800, 1000, 1000));
        assertThat(drawn(backoff, Draw.LOWEST, 6)).isEqualTo(millis(0, 0, 0, 0, 0, 0));
        assertThat(drawn(backoff, Draw.MIDDLE, 6)).isEqualTo(millis(50, 100, 200, 400, 500, 500));
        assertThat(drawn(backoff, Draw.HIGHEST, 6))
                .isEqualTo(millis(100, 200, 400, 800, 1000, 1000).stream()
                        .map(delay -> delay.minus(NANO))
                        .toList());
    }

    @Test
    void keepsTheSpreadOfAProportionalJitterAtTheCap() {
        Backoff backoff = EXPONENTIAL.cappedAt(SECOND).jittered(Jitter.proportional(0.2));

        assertThat(drawn(backoff, Draw.LOWEST, 6)).isEqualTo(millis(80, 160, 320, 640, 800, 800));
        // 0.8 is the fourth: U[0.64, 0.96), whose middle is 0.8; then U[0.8, 1)
        assertThat(drawn(backoff, Draw.MIDDLE, 6)).isEqualTo(millis(100, 200, 400, 800, 900, 900));
        assertThat(backoff.delayBefore(6, SECOND, Draw.HIGHEST)).isEqualTo(SECOND.minus(NANO));
    }

    @Test
    void spreadsUpwardsWithoutACap() {
        assertThat(EXPONENTIAL.jittered(Jitter.proportional(0.2)).delayBefore(1, Duration.ZERO, Draw.HIGHEST))
                .isEqualTo(Duration.ofMillis(120).minus(NANO));
    }

    static Stream<Jitter> jitters() {
        return Stream.of(Jitter.none(), Jitter.full(), Jitter.equal(), Jitter.proportional(0.2));
    }

    @ParameterizedTest
    @MethodSource("jitters")
    void doesNotDependOnTheOrderOfWriting(Jitter jitter) {
        Backoff capFirst = EXPONENTIAL.cappedAt(SECOND).jittered(jitter);
        Backoff jitterFirst = EXPONENTIAL.jittered(jitter).cappedAt(SECOND);

        assertThat(capFirst).isEqualTo(jitterFirst).hasSameHashCodeAs(jitterFirst);
        assertThat(capFirst).hasToString(jitterFirst.toString());
        for (Draw draw : Draw.values()) {
            assertThat(drawn(capFirst, draw, 8)).isEqualTo(drawn(jitterFirst, draw, 8));
        }
    }

    @Test
    void leavesTheBackoffUnchangedThatItWasMadeFrom() {
        Backoff capped = EXPONENTIAL.cappedAt(SECOND);

        capped.jittered(Jitter.full());

        assertThat(drawn(capped, Draw.LOWEST, 2)).isEqualTo(millis(100, 200));
        assertThat(EXPONENTIAL.nominalBefore(5)).isEqualTo(Duration.ofMillis(1600));
    }

    @ParameterizedTest
    @MethodSource("jitters")
    void drawsOneNumberUnlessThereIsNoJitter(Jitter jitter) {
        CountingRandom random = new CountingRandom();

        EXPONENTIAL.cappedAt(SECOND).jittered(jitter).delayBefore(3, Duration.ZERO, random);

        assertThat(random.drawn()).isEqualTo(jitter.equals(Jitter.none()) ? 0 : 1);
    }

    @Test
    void keepsADelayOfZero() {
        for (Draw draw : Draw.values()) {
            assertThat(Backoff.none().jittered(Jitter.full()).delayBefore(1, Duration.ZERO, draw))
                    .isSameAs(Duration.ZERO);
        }
        assertThat(Backoff.none().cappedAt(Duration.ZERO).nominalBefore(1)).isSameAs(Duration.ZERO);
    }

    @Test
    void acceptsACapAsLongAsTheFirstDelay() {
        assertThat(nominal(EXPONENTIAL.cappedAt(Duration.ofMillis(100)), 3)).isEqualTo(millis(100, 100, 100));
        assertThat(nominal(Backoff.ofDelays(millis(100, 5000)).cappedAt(SECOND), 2))
                .isEqualTo(millis(100, 1000));
    }

    @Test
    void boundsAndChecksAUsersJitter() {
        Backoff backoff = EXPONENTIAL.jittered(new UsersJitter(Duration.ofSeconds(5)));

        assertThat(backoff.delayBefore(1, Duration.ZERO, Draw.LOWEST)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backoff.cappedAt(SECOND).delayBefore(1, Duration.ZERO, Draw.LOWEST))
                .isEqualTo(SECOND);
        Backoff negative = EXPONENTIAL.jittered(new UsersJitter(Duration.ofMillis(-1)));
        assertThatIllegalStateException()
                .isThrownBy(() -> negative.delayBefore(1, Duration.ZERO, Draw.LOWEST))
                .withMessage("delay returned by mine must not be negative, but was PT-0.001S");
        assertThatIllegalStateException()
                .isThrownBy(() -> negative.cappedAt(SECOND).delayBefore(1, Duration.ZERO, Draw.LOWEST))
                .withMessage("delay returned by mine must not be negative, but was PT-0.001S");
    }

    @Test
    void boundsAUsersJitterThatForgetsTheCap() {
        Jitter careless = new Jitter() {
            @Override
            public Duration apply(Duration nominal, RandomGenerator random) {
                return nominal.multipliedBy(3);
            }

            @Override
            public Duration apply(Duration nominal, Duration max, RandomGenerator random) {
                return apply(nominal, random);
            }
        };

        assertThat(EXPONENTIAL.jittered(careless).cappedAt(SECOND).delayBefore(4, Duration.ZERO, Draw.LOWEST))
                .isEqualTo(SECOND);
    }

    @Test
    void tellsAUsersJitterTheCap() {
        Jitter upToTheCap = new Jitter() {
            @Override
            public Duration apply(Duration nominal, RandomGenerator random) {
                return nominal;
            }

            @Override
            public Duration apply(Duration nominal, Duration max, RandomGenerator random) {
                return max.minus(nominal);
            }
        };

        assertThat(EXPONENTIAL.jittered(upToTheCap).delayBefore(1, Duration.ZERO, Draw.LOWEST))
                .isEqualTo(Duration.ofMillis(100));
        assertThat(EXPONENTIAL.jittered(upToTheCap).cappedAt(SECOND).delayBefore(1, Duration.ZERO, Draw.LOWEST))
                .isEqualTo(Duration.ofMillis(900));
    }

    @Nested
    class OfAUsersBackoff {

        private final Backoff users =
                (retry, previous, random) -> previous.plusMillis(100L * retry + random.nextInt(0, 100));

        @Test
        void drawsTheNominalDelayFromTheMiddle() {
            assertThat(nominal(users, 3)).isEqualTo(millis(150, 250, 350));
        }

        @Test
        void cutsAndSpreadsWhatItDrew() {
            Backoff backoff = users.cappedAt(Duration.ofMillis(300)).jittered(Jitter.equal());

            assertThat(nominal(backoff, 4)).isEqualTo(millis(150, 250, 300, 300));
            // drawn 100, then 50 + 200, then 125 + 300, each before cap and jitter
            assertThat(drawn(backoff, Draw.LOWEST, 3)).isEqualTo(millis(50, 125, 150));
        }

        @Test
        void isNotAskedWhenTheCapIsSet() {
            Backoff failing = (retry, previous, random) -> {
                throw new AssertionError("asked");
            };

            assertThat(failing.cappedAt(Duration.ZERO).jittered(Jitter.full())).isNotNull();
        }

        @Test
        void isToldThatItsDelayIsNegativeOrMissing() {
            Backoff negative = new UsersBackoff(Duration.ofSeconds(-1)).cappedAt(SECOND);
            assertThatIllegalStateException()
                    .isThrownBy(() -> negative.delayBefore(1, Duration.ZERO, Draw.LOWEST))
                    .withMessage("delay returned by mine must not be negative, but was PT-1S");
            assertThatIllegalStateException()
                    .isThrownBy(() -> negative.nominalBefore(1))
                    .withMessage("delay returned by mine must not be negative, but was PT-1S");
            @SuppressWarnings("NullAway") // null is what is tested
            Backoff missing = new UsersBackoff(null).jittered(Jitter.full());
            assertThatIllegalStateException()
                    .isThrownBy(() -> missing.delayBefore(1, Duration.ZERO, Draw.LOWEST))
                    .withMessage("delay returned by mine must not be null");
        }

        @Test
        void saturatesWhatItReturns() {
            Backoff endless = new UsersBackoff(Duration.ofSeconds(Long.MAX_VALUE));

            assertThat(endless.jittered(Jitter.none()).nominalBefore(1)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
            assertThat(endless.cappedAt(SECOND).nominalBefore(1)).isEqualTo(SECOND);
        }
    }
}
