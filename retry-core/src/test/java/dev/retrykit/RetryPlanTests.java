package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.backoff.Jitter;
import dev.retrykit.budget.RetryBudget;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryPlanTests {

    private static RetryPolicy.Builder policy(int maxAttempts, Backoff backoff) {
        return RetryPolicy.builder().maxAttempts(maxAttempts).backoff(backoff);
    }

    private static Backoff exponential(Duration initial) {
        return Backoff.exponential(initial, 2);
    }

    private static String table(RetryPolicy.Builder policy) {
        return RetryPlan.of(policy.build()).toTable();
    }

    @Test
    void showsExponentialWithFullJitter() {
        assertThat(table(policy(
                        4,
                        exponential(Duration.ofMillis(100))
                                .cappedAt(Duration.ofMillis(300))
                                .jittered(Jitter.full()))))
                .isEqualTo("""
                        attempt  earliest  nominal  latest  time limit
                              1         0        0       0        none
                              2         0     0.1s    0.1s        none
                              3         0     0.3s    0.3s        none
                              4         0     0.6s    0.6s        none
                        worst total: 0.6s
                        """);
    }

    @Test
    void isDataToo() {
        RetryPlan plan =
                RetryPlan.of(policy(2, Backoff.fixed(Duration.ofMillis(100)).jittered(Jitter.full()))
                        .build());

        assertThat(plan.attempts())
                .containsExactly(
                        new RetryPlan.Row(1, Duration.ZERO, Duration.ZERO, Duration.ZERO, Optional.empty()),
                        new RetryPlan.Row(
                                2,
                                Duration.ZERO,
                                Duration.ofMillis(100),
                                Duration.ofNanos(99_999_999),
                                Optional.empty()));
        assertThat(plan.moreAttempts()).isFalse();
        assertThat(plan.worstTotal()).isEqualTo(Duration.ofNanos(99_999_999));
        assertThat(plan.warnings()).isEmpty();
    }

    /** 100, 200, 400, 700, 700 s, each times 0.8 to 1.2. */
    @Test
    void showsGrpc() {
        assertThat(table(policy(6, Backoff.grpc(Duration.ofSeconds(100), 2, Duration.ofSeconds(700)))))
                .isEqualTo("""
                        attempt  earliest  nominal  latest  time limit
                              1         0        0       0        none
                              2     1m20s    1m40s      2m        none
                              3        4m       5m      6m        none
                              4     9m20s   11m40s     14m        none
                              5    18m40s   23m20s     28m        none
                              6       28m      35m     42m        none
                        worst total: 42m
                        warning: a gRPC client counts more than 5 attempts as 5; this policy makes 6
                        """);
    }

    @Test
    void warnsOfAnyNumberOfAttemptsTowardsGrpcAndOfACapThatTheFirstDelayPasses() {
        RetryPolicy unlimited = RetryPolicy.builder()
                .unlimitedAttempts()
                .totalTimeout(Duration.ofSeconds(3))
                .backoff(Backoff.grpc(Duration.ofSeconds(2), 2, Duration.ofSeconds(1)))
                .build();

        assertThat(RetryPlan.of(unlimited).warnings())
                .containsExactly(
                        "a gRPC client counts more than 5 attempts as 5; this policy makes any number of them",
                        "the cap of PT1S is below the first delay of PT2S, which is not capped");
    }

    /** 0, then 20, 40, 80, 100 s, of which all but the last vary. */
    @Test
    void showsAzureWithAFastFirstRetry() {
        assertThat(table(policy(
                                6,
                                Backoff.azure(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(100)))
                        .firstRetryImmediate(true)))
                .isEqualTo("""
                        attempt  earliest  nominal  latest  time limit
                              1         0        0       0        none
                              2         0        0       0        none
                              3       18s      20s     22s        none
                              4       52s       1m    1m8s        none
                              5     1m58s    2m20s   2m42s        none
                              6     3m38s       4m   4m22s        none
                        worst total: 4m22s
                        """);
    }

    @Test
    void showsTheGrowingLimitsOfGax() {
        assertThat(table(policy(4, Backoff.fixed(Duration.ofSeconds(1)))
                        .totalTimeout(Duration.ofSeconds(10))
                        .attemptTimeout(AttemptTimeout.growing(Duration.ofSeconds(4), 2, Duration.ofSeconds(30)))))
                .isEqualTo("""
                        attempt  earliest  nominal  latest  time limit
                              1         0        0       0          4s
                              2        1s       1s      5s          8s
                              3        2s       2s     10s          8s
                              4        3s       3s     10s          7s
                        worst total: 10s
                        """);
    }

    @Test
    void showsAnImmediateFirstRetry() {
        assertThat(table(policy(3, exponential(Duration.ofSeconds(10))).firstRetryImmediate(true)))
                .isEqualTo("""
                        attempt  earliest  nominal  latest  time limit
                              1         0        0       0        none
                              2         0        0       0        none
                              3       20s      20s     20s        none
                        worst total: 20s
                        """);
    }

    /** 0.1, 0.2, 0.4, 0.8 s: the sixth attempt would start at 1.5 s, but jitter may bring it inside. */
    @Test
    void showsWhereOnlyJitterBringsAnAttemptInsideTheTotalTimeout() {
        assertThat(table(policy(6, exponential(Duration.ofMillis(100)).jittered(Jitter.full()))
                        .totalTimeout(Duration.ofSeconds(1))))
                .isEqualTo("""
                        attempt  earliest  nominal  latest  time limit
                              1         0        0       0          1s
                              2         0     0.1s      1s        0.9s
                              3         0     0.3s      1s        0.7s
                              4         0     0.7s      1s        0.3s
                              5         0        -      1s           -
                              6         0        -      1s           -
                        worst total: 1s
                        """);
    }

    @Test
    void endsWhereNoAttemptCanStartInsideTheTotalTimeout() {
        assertThat(table(policy(6, exponential(Duration.ofMillis(400)))
                        .totalTimeout(Duration.ofSeconds(1))
                        .attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(1)))))
                .isEqualTo("""
                        attempt  earliest  nominal  latest  time limit
                              1         0        0       0          1s
                              2      0.4s     0.4s      1s        0.6s
                        worst total: 1s
                        warning: attempts from 3 to 6 can never start inside the total timeout of PT1S
                        warning: the attempt timeout of PT1S is not below the total timeout of PT1S: a hung first attempt\
                         leaves no time for a retry
                        """);
    }

    @Test
    void hasNoAttemptAtTheVeryEndOfTheTotalTimeout() {
        RetryPlan plan = RetryPlan.of(policy(3, Backoff.fixed(Duration.ofSeconds(1)))
                .totalTimeout(Duration.ofSeconds(2))
                .build());

        assertThat(plan.attempts()).hasSize(2);
        assertThat(plan.warnings())
                .containsExactly("attempts from 3 to 3 can never start inside the total timeout of PT2S");
    }

    @Test
    void showsTwentyAttemptsOfManyWithoutWarning() {
        RetryPlan plan = RetryPlan.of(RetryPolicy.builder()
                .unlimitedAttempts()
                .totalTimeout(Duration.ofSeconds(10))
                .backoff(Backoff.fixed(Duration.ofMillis(100)))
                .build());

        assertThat(plan.attempts()).hasSize(RetryPlan.MAX_ROWS);
        assertThat(plan.moreAttempts()).isTrue();
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.worstTotal()).isEqualTo(Duration.ofSeconds(10));
        assertThat(plan.toTable())
                .endsWith("     20      1.9s     1.9s     10s        8.1s\n… and further attempts\nworst total: 10s\n");
    }

    @Test
    void saysNothingOfFurtherAttemptsAfterExactlyTwenty() {
        RetryPlan plan = RetryPlan.of(policy(20, Backoff.none()).build());

        assertThat(plan.attempts()).hasSize(20);
        assertThat(plan.moreAttempts()).isFalse();
    }

    @Test
    void showsHedging() {
        assertThat(table(policy(4, Backoff.none())
                        .hedging(new Hedging(Duration.ofMillis(500)))
                        .attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(1)))))
                .isEqualTo("""
                        attempt  earliest  nominal  latest  time limit
                              1         0        0       0          1s
                              2         0     0.5s    0.5s          1s
                              3         0       1s      1s          1s
                              4         0     1.5s    1.5s          1s
                        worst total: 2.5s
                        """);
    }

    @Test
    void showsOneAttempt() {
        assertThat(table(policy(1, Backoff.none()))).isEqualTo("""
                        attempt  earliest  nominal  latest  time limit
                              1         0        0       0        none
                        worst total: 0
                        """);
    }

    @Test
    void addsLimitsAndWaitsUpToTheWorstTotal() {
        assertThat(table(policy(3, Backoff.fixed(Duration.ofMillis(250)))
                        .attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(1)))))
                .isEqualTo("""
                        attempt  earliest  nominal  latest  time limit
                              1         0        0       0          1s
                              2     0.25s    0.25s   1.25s          1s
                              3      0.5s     0.5s    2.5s          1s
                        worst total: 3.5s
                        """);
    }

    @Test
    void roundsForPeopleOnly() {
        assertThat(table(policy(
                        4,
                        Backoff.ofDelays(
                                Duration.ofNanos(7), Duration.ofNanos(1_234_567), Duration.ofNanos(1_000_400_000)))))
                .isEqualTo("""
                        attempt      earliest       nominal        latest  time limit
                              1             0             0             0        none
                              2  0.000000007s  0.000000007s  0.000000007s        none
                              3     0.001235s     0.001235s     0.001235s        none
                              4        1.002s        1.002s        1.002s        none
                        worst total: 1.002s
                        """);
    }

    @Test
    void saturatesWhereDelaysAreEndless() {
        RetryPlan plan = RetryPlan.of(
                policy(4, Backoff.fixed(Duration.ofNanos(Long.MAX_VALUE / 2))).build());

        assertThat(plan.worstTotal()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Test
    void isWhatARetrierOfThePolicyShows() {
        RetryPolicy policy = policy(2, Backoff.none()).build();

        assertThat(Retrier.of("planned", policy).plan()).isEqualTo(RetryPlan.of(policy));
    }

    @Test
    void warnsIfTheBudgetsDelayAfterAThrottledFailureDoesNotFitIntoTheTotalTimeout() {
        RetryPolicy policy =
                RetryPolicy.builder().totalTimeout(Duration.ofMillis(900)).build();
        assertThat(Retrier.of("a", policy).plan().warnings())
                .containsExactly("after a throttled failure the budget raises the delay to PT1S, which is not below the"
                        + " total timeout of PT0.9S");
        assertThat(Retrier.builder("a")
                        .policy(policy)
                        .budget(RetryBudget.unlimited())
                        .build()
                        .plan()
                        .warnings())
                .isEmpty();
        assertThat(Retrier.of("a", policy.toBuilder().maxAttempts(1).build())
                        .plan()
                        .warnings())
                .isEmpty();
    }
}
