package dev.retrykit.backoff;

import static dev.retrykit.backoff.Series.drawn;
import static dev.retrykit.backoff.Series.millis;
import static dev.retrykit.backoff.Series.nominal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaisedBackoffTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Backoff EXPONENTIAL = Backoff.exponential(Duration.ofMillis(100), 2);

    @Test
    void raisesTheNominalDelayToTheFloor() {
        Backoff raised = EXPONENTIAL.cappedAt(Duration.ofSeconds(10)).raisedTo(SECOND);

        assertThat(nominal(raised, 8)).isEqualTo(millis(1000, 1000, 1000, 1000, 1600, 3200, 6400, 10_000));
        assertThat(drawn(raised, new CountingRandom(), 8)).isEqualTo(nominal(raised, 8));
    }

    @Test
    void drawsNothingForAFormulaWithoutJitter() {
        CountingRandom random = new CountingRandom();

        EXPONENTIAL.raisedTo(SECOND).delayBefore(1, Duration.ZERO, random);

        assertThat(random.drawn()).isZero();
    }

    @Test
    void jittersAfterTheFloor() {
        Backoff raised = EXPONENTIAL.jittered(Jitter.full()).raisedTo(SECOND);

        assertThat(drawn(raised, Draw.LOWEST, 2)).isEqualTo(millis(0, 0));
        assertThat(drawn(raised, Draw.MIDDLE, 5)).isEqualTo(millis(500, 500, 500, 500, 800));
    }

    @Test
    void letsTheCapWinOverTheFloor() {
        Backoff raised = EXPONENTIAL
                .cappedAt(Duration.ofMillis(400))
                .jittered(Jitter.equal())
                .raisedTo(SECOND);

        assertThat(nominal(raised, 3)).isEqualTo(millis(400, 400, 400));
        assertThat(drawn(raised, Draw.LOWEST, 3)).isEqualTo(millis(200, 200, 200));
    }

    @Test
    void raisesNoneAndFixed() {
        assertThat(nominal(Backoff.none().raisedTo(SECOND), 2)).isEqualTo(millis(1000, 1000));
        assertThat(nominal(Backoff.fixed(Duration.ofSeconds(2)).raisedTo(SECOND), 2))
                .isEqualTo(millis(2000, 2000));
    }

    @Test
    void raisesGrpcAfterItsBoundAndBeforeItsJitter() {
        Backoff raised =
                Backoff.grpc(Duration.ofMillis(400), 2, Duration.ofMillis(1500)).raisedTo(SECOND);

        assertThat(nominal(raised, 4)).isEqualTo(millis(1000, 1000, 1500, 1500));
        assertThat(drawn(raised, Draw.LOWEST, 4)).isEqualTo(millis(800, 800, 1200, 1200));
        assertThat(raised.delayBefore(1, Duration.ZERO, Draw.HIGHEST))
                .isEqualTo(Duration.ofMillis(1200).minusNanos(1));
        assertThat(Backoff.grpc(Duration.ofMillis(100), 2, Duration.ofMillis(500))
                        .raisedTo(SECOND)
                        .nominalBefore(9))
                .isEqualTo(SECOND);
    }

    @Test
    void spreadsAzureAboveTheFloor() {
        // 1, [1.8, 2.2), [3.4, 4.6), [6.6, 9.4) s
        Backoff raised = Backoff.azure(SECOND, SECOND, Duration.ofSeconds(10)).raisedTo(Duration.ofSeconds(4));

        assertThat(drawn(raised, Draw.LOWEST, 4)).isEqualTo(millis(4000, 4000, 4000, 6600));
        // 4 + 1/2, 4 + 2/2; 4 s were drawn before retry 3
        assertThat(drawn(raised, Draw.MIDDLE, 4)).isEqualTo(millis(4500, 5000, 4000, 8000));
        assertThat(nominal(raised, 4)).isEqualTo(millis(4500, 5000, 4000, 8000));
        assertThat(raised.delayBefore(2, SECOND, Draw.HIGHEST))
                .isEqualTo(Duration.ofSeconds(6).minusNanos(1));
        assertThat(raised.delayBefore(3, SECOND, Draw.HIGHEST))
                .isEqualTo(Duration.ofMillis(4600).minusNanos(1));
    }

    @Test
    void drawsASecondNumberOnlyWhereTheFloorIsLonger() {
        Backoff raised = Backoff.azure(SECOND, SECOND, Duration.ofSeconds(10)).raisedTo(Duration.ofSeconds(4));
        CountingRandom random = new CountingRandom();

        assertThat(raised.delayBefore(1, Duration.ZERO, random)).isEqualTo(Duration.ofMillis(4250));
        assertThat(random.drawn()).isEqualTo(2);
        raised.delayBefore(4, Duration.ZERO, random);
        assertThat(random.drawn()).isEqualTo(3);
    }

    @Test
    void spreadsDecorrelatedAboveTheFloor() {
        Backoff raised = Backoff.decorrelated(Duration.ofMillis(100), Duration.ofSeconds(10))
                .raisedTo(SECOND);

        assertThat(raised.delayBefore(1, Duration.ZERO, Draw.LOWEST)).isEqualTo(SECOND);
        assertThat(raised.delayBefore(1, Duration.ZERO, Draw.MIDDLE)).isEqualTo(Duration.ofMillis(1100));
        assertThat(raised.delayBefore(2, Duration.ofSeconds(2), Draw.MIDDLE)).isEqualTo(Duration.ofMillis(3050));
        assertThat(raised.nominalBefore(1)).isEqualTo(Duration.ofMillis(1100));
    }

    @Test
    void spreadsAUsersBackoffAboveTheFloor() {
        Backoff raised = new UsersBackoff(Duration.ofMillis(200)).raisedTo(SECOND);

        assertThat(raised.delayBefore(1, Duration.ZERO, Draw.LOWEST)).isEqualTo(SECOND);
        assertThat(raised.delayBefore(1, Duration.ZERO, Draw.MIDDLE)).isEqualTo(Duration.ofMillis(1100));
        assertThat(raised.nominalBefore(1)).isEqualTo(Duration.ofMillis(1100));
        assertThat(new UsersBackoff(SECOND).raisedTo(SECOND).delayBefore(1, Duration.ZERO, Draw.HIGHEST))
                .isEqualTo(SECOND);
    }

    @Test
    void spreadsACappedUsersBackoffAboveTheFloorUpToItsCap() {
        Backoff raised = new UsersBackoff(Duration.ofMillis(200))
                .cappedAt(Duration.ofMillis(1050))
                .raisedTo(SECOND);

        assertThat(raised.delayBefore(1, Duration.ZERO, Draw.LOWEST)).isEqualTo(SECOND);
        assertThat(raised.delayBefore(1, Duration.ZERO, Draw.MIDDLE)).isEqualTo(Duration.ofMillis(1050));
    }

    @Test
    void leavesTheSpreadToTheJitterOfAUsersBackoff() {
        Backoff raised = new UsersBackoff(Duration.ofMillis(200))
                .jittered(Jitter.equal())
                .raisedTo(SECOND);
        CountingRandom random = new CountingRandom();

        assertThat(raised.delayBefore(1, Duration.ZERO, random)).isEqualTo(Duration.ofMillis(625));
        assertThat(random.drawn()).isEqualTo(1);
    }

    @Test
    void takesTheLongerOfTwoFloors() {
        for (Backoff backoff : List.of(
                EXPONENTIAL,
                EXPONENTIAL.cappedAt(Duration.ofSeconds(10)).jittered(Jitter.full()),
                Backoff.azure(SECOND, SECOND, Duration.ofSeconds(10)),
                Backoff.grpc(Duration.ofMillis(400), 2, SECOND),
                new UsersBackoff(Duration.ofMillis(200)))) {
            Backoff once = backoff.raisedTo(Duration.ofSeconds(4));
            assertThat(backoff.raisedTo(SECOND).raisedTo(Duration.ofSeconds(4))).isEqualTo(once);
            assertThat(once.raisedTo(SECOND)).isEqualTo(once);
        }
    }

    @Test
    void isItselfForAFloorOfZero() {
        Backoff jittered = EXPONENTIAL.jittered(Jitter.full());
        Backoff grpc = Backoff.grpc(SECOND, 2, SECOND);
        Backoff users = new UsersBackoff(SECOND);

        assertThat(EXPONENTIAL.raisedTo(Duration.ZERO)).isSameAs(EXPONENTIAL);
        assertThat(jittered.raisedTo(Duration.ZERO)).isSameAs(jittered);
        assertThat(grpc.raisedTo(Duration.ZERO)).isSameAs(grpc);
        assertThat(users.raisedTo(Duration.ZERO)).isSameAs(users);
    }

    @Test
    void saturatesInsteadOfOverflowing() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);

        assertThat(EXPONENTIAL.raisedTo(forEver).nominalBefore(1)).isEqualTo(longest);
        assertThat(new UsersBackoff(SECOND).raisedTo(forEver).delayBefore(1, Duration.ZERO, Draw.HIGHEST))
                .isEqualTo(longest);
        assertThat(Backoff.grpc(SECOND, 2, SECOND).raisedTo(forEver).nominalBefore(1))
                .isEqualTo(longest);
    }
}
