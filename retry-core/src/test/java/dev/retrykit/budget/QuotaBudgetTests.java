package dev.retrykit.budget;

import static dev.retrykit.budget.Retries.allowed;
import static dev.retrykit.budget.Retries.succeed;
import static dev.retrykit.budget.Retries.take;
import static dev.retrykit.budget.Retries.takeAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuotaBudgetTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MILLI = Duration.ofMillis(1);

    private final HandTicker ticker = new HandTicker();
    private final RetryBudget standard = RetryBudget.quota(Quota.standard(), ticker);

    @Nested
    class Tokens {

        @Test
        void tenRetriesAreSavedUp() {
            assertThat(standard.available()).isEqualTo(100);
            assertThat(standard.capacity()).isEqualTo(100);
            assertThat(takeAll(standard)).isEqualTo(10);
            assertThat(standard.available()).isZero();
        }

        @Test
        void tenSuccessesBuyARetry() {
            takeAll(standard);
            succeed(standard, 9);
            assertThat(allowed(standard)).isFalse();
            succeed(standard, 1);
            assertThat(allowed(standard)).isTrue();
            assertThat(allowed(standard)).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"TRANSIENT, 10", "TIMEOUT, 10", "THROTTLED, 4", "RESULT, 0"})
        void aSuccessGivesBackWhatItsLastRetryTook(FailureKind kind, int cost) {
            take(standard); // so that there is room for more than is given back
            Permit last = take(standard, kind);
            assertThat(last.cost()).isEqualTo(cost);
            assertThat(standard.available()).isEqualTo(90 - cost);
            standard.onSuccess(last);
            assertThat(standard.available()).isEqualTo(90);
        }

        @Test
        void onlyTheLastRetryOfACallIsGivenBack() {
            take(standard);
            take(standard, FailureKind.THROTTLED);
            standard.onSuccess(take(standard));
            assertThat(standard.available()).isEqualTo(86); // 100 - 10 - 4 - 10 + 10
        }

        @Test
        void holdsNeverMoreThanItsCapacity() {
            Permit permit = take(standard);
            succeed(standard, 5);
            standard.onSuccess(permit); // 95 + 10
            assertThat(standard.available()).isEqualTo(100);
            succeed(standard, 1000);
            assertThat(takeAll(standard)).isEqualTo(10);
        }

        @Test
        void aRetryThatNeverStartedIsGivenBack() {
            Permit throttled = take(standard, FailureKind.THROTTLED);
            standard.giveBack(take(standard));
            assertThat(standard.available()).isEqualTo(96);
            standard.giveBack(throttled);
            assertThat(standard.available()).isEqualTo(100);
        }

        @Test
        void aRefusalTakesNothing() {
            takeAll(standard);
            succeed(standard, 9);
            takeAll(standard);
            assertThat(standard.available()).isEqualTo(9);
            assertThat(standard.tryAcquire(FailureKind.THROTTLED)).isNotNull();
            assertThat(standard.available()).isEqualTo(5);
        }

        @Test
        void aHedgePaysWhatARetryPays() {
            Permit hedge = standard.tryAcquireHedge();
            assertThat(standard.available()).isEqualTo(90);
            standard.onSuccess(hedge);
            assertThat(standard.available()).isEqualTo(100);
            takeAll(standard);
            assertThat(standard.tryAcquireHedge()).isNull();
        }

        @Test
        void failuresByThemselvesCostNothing() {
            standard.onFailure(FailureKind.TRANSIENT);
            standard.onFailure(FailureKind.THROTTLED);
            assertThat(standard.available()).isEqualTo(100);
        }

        @ParameterizedTest
        @EnumSource
        void onlyAThrottledRetryHasALeastDelay(FailureKind kind) {
            assertThat(standard.minimumDelay(kind))
                    .isEqualTo(kind == FailureKind.THROTTLED ? Duration.ofSeconds(1) : Duration.ZERO);
        }

        @Test
        void theSmallestAndTheLargestQuotaCountExactly() {
            RetryBudget one = RetryBudget.quota(Quota.of(1, 1), ticker);
            assertThat(takeAll(one)).isEqualTo(1);
            succeed(one, 1);
            assertThat(takeAll(one)).isEqualTo(1);

            RetryBudget most = RetryBudget.quota(Quota.of(100_000, 1), ticker);
            assertThat(takeAll(most)).isEqualTo(100_000);
            succeed(most, 99_999);
            assertThat(takeAll(most)).isEqualTo(99_999);
        }
    }

    @Nested
    class Fading {

        @ParameterizedTest
        @CsvSource({
            "PT0S,     100",
            "PT10S,     89", // 30 + 70 * 0.8465
            "PT1M,      55", // 30 + 70 * 0.3679 = 55.75
            "PT2M,      39", // 39.47
            "PT4M,      31", // 31.28
            "PT10M,     30",
            "PT8760H,   30"
        })
        void whatIsAboveTheReserveFadesWithinMinutes(Duration idle, long left) {
            ticker.advance(idle);
            assertThat(standard.available()).isEqualTo(left);
        }

        @Test
        void onlyThreeRetriesAreLeftAfterAQuietWhile() {
            ticker.advance(Duration.ofMinutes(20));
            assertThat(takeAll(standard)).isEqualTo(3);
        }

        @Test
        void timeCountsFromOneAskingToTheNext() {
            ticker.advance(MINUTE);
            take(standard); // 55.75 - 10
            assertThat(standard.available()).isEqualTo(45);
            ticker.advance(MINUTE);
            take(standard); // 30 + 15.75 * 0.3679 - 10
            assertThat(standard.available()).isEqualTo(25);
        }

        @Test
        void aRefusalIsAnAskingToo() {
            takeAll(standard);
            ticker.advance(MINUTE);
            assertThat(allowed(standard)).isFalse(); // at 1
            succeed(standard, 49);
            ticker.advance(MINUTE);
            assertThat(standard.available()).isEqualTo(37); // 30 + 20 * 0.3679 = 37.36, one minute and not two
        }

        @Test
        void whatSuccessEarnedSinceFadesToo() {
            take(standard);
            ticker.advance(MINUTE);
            succeed(standard, 10);
            assertThat(standard.available()).isEqualTo(55); // as if the 100 had been there all the time
        }

        @Test
        void doesNotDependOnHowOftenOneAsks() {
            RetryBudget budget = RetryBudget.quota(new Quota(100, 100, 0, MINUTE, null, 100, Duration.ZERO), ticker);
            take(budget);
            succeed(budget, 90);
            for (int milli = 0; milli < 60_000; milli++) {
                ticker.advance(MILLI);
                assertThat(allowed(budget)).isFalse();
            }
            assertThat(budget.available()).isEqualTo(33); // 90 / e = 33.1
        }

        @Test
        void anExtremeMemoryIsNoTroubleEitherWay() {
            RetryBudget forgetful =
                    RetryBudget.quota(new Quota(100, 10, 30, Duration.ofNanos(1), null, 4, Duration.ZERO), ticker);
            RetryBudget faithful = RetryBudget.quota(
                    new Quota(100, 10, 30, Duration.ofSeconds(Long.MAX_VALUE), null, 4, Duration.ZERO), ticker);
            ticker.advance(Duration.ofDays(1));
            assertThat(forgetful.available()).isEqualTo(30);
            assertThat(takeAll(faithful)).isGreaterThanOrEqualTo(9);
        }

        @Test
        void lookingAtTheTokensLeavesNoTrace() {
            RetryBudget unobserved = RetryBudget.quota(Quota.standard(), ticker);
            for (int second = 0; second < 60; second++) {
                ticker.advance(Duration.ofSeconds(1));
                assertThat(standard.available()).isPositive();
            }
            succeed(standard, 20);
            succeed(unobserved, 20);
            assertThat(standard.available()).isEqualTo(unobserved.available());
        }
    }

    @Nested
    class Refill {

        @ParameterizedTest
        @CsvSource({
            "PT0S,          0",
            "PT59.999S,     0",
            "PT1M,          1",
            "PT3M,          3",
            "PT9M59.999S,   9",
            "PT10M,        10",
            "PT30M,        30",
            "PT31M,        30",
            "PT8760H,      30"
        })
        void whatIsBelowTheReserveGrowsByACostPerRefill(Duration idle, long left) {
            takeAll(standard);
            ticker.advance(idle);
            assertThat(standard.available()).isEqualTo(left);
        }

        @Test
        void nothingIsLostHoweverOftenOneAsks() {
            takeAll(standard);
            for (int milli = 1; milli < 600_000; milli++) {
                ticker.advance(MILLI);
                if (allowed(standard)) {
                    throw new AssertionError("allowed after " + milli + " ms");
                }
            }
            ticker.advance(MILLI);
            assertThat(allowed(standard)).isTrue();
        }

        @Test
        void partsOfAMillisecondAreKept() {
            RetryBudget budget =
                    RetryBudget.quota(new Quota(100, 7, 100, MINUTE, Duration.ofSeconds(3), 4, Duration.ZERO), ticker);
            takeAll(budget);
            ticker.advance(Duration.ofSeconds(1)); // 2 + 2.33 tokens
            for (int step = 0; step < 11_430; step++) { // 1.143 s, 2.667 tokens
                assertThat(allowed(budget)).isFalse();
                ticker.advance(Duration.ofNanos(100_000));
            }
            assertThat(allowed(budget)).isTrue();
        }

        @Test
        void itGoesOnFromWhereSuccessBroughtIt() {
            takeAll(standard);
            succeed(standard, 5);
            ticker.advance(Duration.ofMinutes(5));
            assertThat(allowed(standard)).isTrue();
            assertThat(standard.available()).isZero();
        }

        @Test
        void itDoesNotHappenAboveTheReserve() {
            takeAll(standard);
            succeed(standard, 30);
            ticker.advance(Duration.ofHours(1));
            assertThat(standard.available()).isEqualTo(30);
        }

        @Test
        void anInstanceWithFewCallsRetriesAgainAfterAnOutage() {
            // One call in 100 s, each failing and asking for two retries, for three hours.
            long retries = 0;
            for (int call = 0; call < 108; call++) {
                retries += allowed(standard) ? 1 : 0;
                retries += allowed(standard) ? 1 : 0;
                ticker.advance(Duration.ofSeconds(100));
            }
            // What is not spent at once has faded; then one retry every ten minutes of 178 min 20 s.
            assertThat(retries).isBetween(4L + 17, 7L + 17);
            ticker.advance(Duration.ofMinutes(10));
            assertThat(allowed(standard)).isTrue();
        }

        @Test
        void theLongestAndTheShortestRefillAreExact() {
            RetryBudget slow =
                    RetryBudget.quota(new Quota(100, 10, 100, MINUTE, Duration.ofDays(365), 4, Duration.ZERO), ticker);
            RetryBudget fast =
                    RetryBudget.quota(new Quota(100_000, 1, 100_000, MINUTE, MILLI, 1, Duration.ZERO), ticker);
            takeAll(slow);
            takeAll(fast);
            ticker.advance(Duration.ofMillis(77_777));
            assertThat(fast.available()).isEqualTo(77_777);
            ticker.advance(Duration.ofDays(365).minusMillis(77_778));
            assertThat(slow.available()).isEqualTo(9);
            ticker.advance(MILLI);
            assertThat(slow.available()).isEqualTo(10);
            assertThat(fast.available()).isEqualTo(100_000);
        }
    }

    @Nested
    class WithoutTime {

        private final RetryBudget sdk = RetryBudget.quota(Quota.of(500, 14), ticker);

        @Test
        void thirtyFiveRetriesAreSavedUpForEver() {
            ticker.advance(Duration.ofDays(700));
            assertThat(sdk.available()).isEqualTo(500);
            assertThat(takeAll(sdk)).isEqualTo(35);
            assertThat(sdk.available()).isEqualTo(10);
        }

        @Test
        void onlySuccessRefills() {
            takeAll(sdk);
            ticker.advance(Duration.ofDays(700));
            assertThat(allowed(sdk)).isFalse();
            succeed(sdk, 3);
            assertThat(allowed(sdk)).isFalse();
            succeed(sdk, 1);
            assertThat(allowed(sdk)).isTrue();
        }

        @Test
        void aThrottledRetryCostsFive() {
            assertThat(take(sdk, FailureKind.THROTTLED).cost()).isEqualTo(5);
            assertThat(sdk.available()).isEqualTo(495);
        }
    }

    @Nested
    class Clock {

        @Test
        void isReadOnlyWhenARetryAsksOrSomebodyLooks() {
            Permit permit = take(standard);
            long before = ticker.readings();
            standard.onFailure(FailureKind.TRANSIENT);
            standard.onSuccess(null);
            standard.onSuccess(permit);
            standard.giveBack(permit);
            assertThat(standard.countsCalls()).isFalse();
            assertThat(standard.tryAcquire(FailureKind.RESULT)).isNotNull();
            assertThat(ticker.readings()).isEqualTo(before);
            allowed(standard);
            assertThat(ticker.readings()).isEqualTo(before + 1);
        }

        @Test
        void mayWrap() {
            HandTicker wrapping = new HandTicker(Long.MAX_VALUE - 5);
            RetryBudget budget = RetryBudget.quota(Quota.standard(), wrapping);
            takeAll(budget);
            wrapping.advance(Duration.ofMinutes(10));
            assertThat(budget.available()).isEqualTo(10);
        }

        @Test
        void aReadingThatAnotherThreadOvertookChangesNothing() {
            ticker.advance(MINUTE);
            take(standard);
            ticker.advance(Duration.ofSeconds(-30));
            assertThat(standard.available()).isEqualTo(45);
            take(standard);
            assertThat(standard.available()).isEqualTo(35);
            ticker.advance(Duration.ofSeconds(30));
            assertThat(standard.available()).isEqualTo(35);
        }

        @Test
        void aServiceMayRunForAHundredYears() {
            for (int year = 0; year < 100; year++) {
                ticker.advance(Duration.ofDays(365));
                assertThat(takeAll(standard)).isEqualTo(3);
            }
        }
    }

    @Test
    void saysItsNumbers() {
        assertThat(standard)
                .hasToString("quota 100 tokens, 10 a retry, 4 a throttled retry after at least PT1S, reserve 30, "
                        + "memory PT1M, refill PT10M");
        assertThat(RetryBudget.quota(Quota.of(500, 14), ticker))
                .hasToString("quota 500 tokens, 14 a retry, 5 a throttled retry after at least PT1S, reserve 500, "
                        + "memory PT1M, no refill");
    }
}
