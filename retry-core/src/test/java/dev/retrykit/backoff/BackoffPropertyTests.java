package dev.retrykit.backoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for every back-off, over some thousands of them. The seed is fixed, so that a failure comes again. */
class BackoffPropertyTests {

    private static final int CASES = 5_000;
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    @Test
    void neverLeavesZeroToCapInWhateverOrderCapAndJitterWereWritten() {
        forEachCase((backoffs, random) -> {
            Formula formula = backoffs.formula();
            Duration cap = backoffs.capOf(formula);
            Jitter jitter = backoffs.jitter();
            Backoff capFirst = formula.cappedAt(cap).jittered(jitter);
            Backoff jitterFirst = formula.jittered(jitter).cappedAt(cap);
            int retry = backoffs.retry();
            long seed = random.nextLong();

            Duration delay = capFirst.delayBefore(retry, Duration.ZERO, new SplittableRandom(seed));

            assertThat(delay).as("%s, retry %d", capFirst, retry).isBetween(Duration.ZERO, shorter(cap, LONGEST));
            assertThat(capFirst.nominalBefore(retry)).isBetween(Duration.ZERO, shorter(cap, LONGEST));
            assertThat(jitterFirst.delayBefore(retry, Duration.ZERO, new SplittableRandom(seed)))
                    .isEqualTo(delay);
            assertThat(jitterFirst).isEqualTo(capFirst);
        });
    }

    @Test
    void staysWithinTheRangeOfTheJitterAroundTheNominalDelay() {
        forEachCase((backoffs, random) -> {
            Formula formula = backoffs.formula();
            Backoff capped = formula.cappedAt(backoffs.capOf(formula));
            int retry = backoffs.retry();
            Duration nominal = capped.nominalBefore(retry);

            assertThat(capped.jittered(Jitter.full()).delayBefore(retry, Duration.ZERO, random))
                    .isBetween(Duration.ZERO, nominal);
            assertThat(capped.jittered(Jitter.equal()).delayBefore(retry, Duration.ZERO, random))
                    .isBetween(nominal.dividedBy(2), nominal);
            assertThat(capped.jittered(Jitter.none()).delayBefore(retry, Duration.ZERO, random))
                    .isEqualTo(nominal)
                    .isEqualTo(capped.delayBefore(retry, Duration.ZERO, random));
        });
    }

    @Test
    void neverShrinksFromRetryToRetry() {
        forEachCase((backoffs, random) -> {
            Formula formula = backoffs.formula();
            int retry = 1 + random.nextInt(100);

            if (!(formula instanceof Delays)) {
                assertThat(formula.nominalBefore(retry + 1))
                        .as("%s, retry %d", formula, retry + 1)
                        .isGreaterThanOrEqualTo(formula.nominalBefore(retry));
            }
        });
    }

    @Test
    void neverLeavesItsBoundWithRandomnessOfItsOwn() {
        forEachCase((backoffs, random) -> {
            Backoff backoff = backoffs.withOwnRandomness();
            int retry = backoffs.retry();
            Duration bound = boundOf(backoff);

            Duration delay = backoff.delayBefore(retry, backoffs.duration(), random);

            assertThat(delay).as("%s, retry %d", backoff, retry).isBetween(Duration.ZERO, bound);
            assertThat(backoff.nominalBefore(retry)).isBetween(Duration.ZERO, bound);
        });
    }

    @Test
    void neverFallsBelowTheFloorUnlessTheCapDoes() {
        forEachCase((backoffs, random) -> {
            Formula formula = backoffs.formula();
            Duration cap = backoffs.capOf(formula);
            Duration floor = shorter(backoffs.duration(), LONGEST);
            int retry = backoffs.retry();

            assertThat(formula.cappedAt(cap).raisedTo(floor).delayBefore(retry, Duration.ZERO, random))
                    .isBetween(shorter(floor, cap), shorter(cap, LONGEST));
            Backoff own = backoffs.withOwnRandomness();
            if (!(own instanceof Grpc)) {
                assertThat(own.raisedTo(floor).delayBefore(retry, Duration.ZERO, random))
                        .isBetween(floor, LONGEST);
            }
        });
    }

    // Without the limit, a formula that counts its way up to the retry would hang the build and not fail it: a thousand
    // times two thousand million steps.
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void answersForTheLastRetryAsFastAsForTheFirst() {
        SplittableRandom random = new SplittableRandom(7);
        RandomBackoffs backoffs = new RandomBackoffs(random);
        for (int i = 0; i < 1_000; i++) {
            assertThat(backoffs.formula().delayBefore(Integer.MAX_VALUE, Duration.ZERO, random))
                    .isNotNull();
            assertThat(backoffs.withOwnRandomness().delayBefore(Integer.MAX_VALUE, Duration.ZERO, random))
                    .isNotNull();
        }
    }

    private static void forEachCase(BiConsumer<RandomBackoffs, SplittableRandom> property) {
        SplittableRandom random = new SplittableRandom(20_261_120);
        RandomBackoffs backoffs = new RandomBackoffs(random);
        for (int i = 0; i < CASES; i++) {
            property.accept(backoffs, random);
        }
    }

    private static Duration boundOf(Backoff backoff) {
        if (backoff instanceof Decorrelated decorrelated) {
            return decorrelated.max();
        }
        return backoff instanceof Azure azure ? azure.max() : LONGEST;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
