package dev.retrykit.budget;

import static dev.retrykit.budget.Retries.allowed;
import static dev.retrykit.budget.Retries.take;
import static dev.retrykit.budget.Retries.takeAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.retrykit.condition.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatioBudgetTests {

    private static final Duration TTL = Duration.ofSeconds(10);
    private static final Duration NANO = Duration.ofNanos(1);

    private final HandTicker ticker = new HandTicker();
    private final RetryBudget budget = RetryBudget.ratio(0.2, 10, TTL, ticker);
    private final RetryBudget onlyCalls = RetryBudget.ratio(0.2, 0, TTL, ticker);

    @Nested
    class Allowance {

        @Test
        void withoutCallsThereIsTheMinimumOfEachSecond() {
            assertThat(budget.available()).isEqualTo(100);
            assertThat(takeAll(budget)).isEqualTo(100);
        }

        @ParameterizedTest
        @CsvSource({"0, 100", "4, 100", "5, 101", "9, 101", "10, 102", "1000, 300"})
        void callsAddTheirFraction(int calls, long retries) {
            begin(budget, calls);
            assertThat(budget.capacity()).isEqualTo(retries);
            assertThat(takeAll(budget)).isEqualTo(retries);
            assertThat(budget.available()).isZero();
            assertThat(budget.capacity()).isEqualTo(retries);
        }

        @ParameterizedTest
        @CsvSource({"0.251, 1000, 251", "0.001, 1999, 1", "0.0019, 1999, 1", "0.1, 10, 1", "1, 7, 7"})
        void theFractionHasThreeDecimalPlaces(double fraction, int calls, long retries) {
            RetryBudget exact = RetryBudget.ratio(fraction, 0, TTL, ticker);
            begin(exact, calls);
            assertThat(takeAll(exact)).isEqualTo(retries);
        }

        @ParameterizedTest
        @CsvSource({"0.1, PT10S, 1", "0.5, PT1S, 0", "0.5, PT2S, 1", "0.29, PT59.9S, 17", "1000000, PT60S, 60000000"})
        void theMinimumIsForTheWholeTtl(double minPerSecond, Duration ttl, long retries) {
            assertThat(RetryBudget.ratio(0.2, minPerSecond, ttl, ticker).available())
                    .isEqualTo(retries);
        }

        @Test
        void hedgesCountAsRetries() {
            begin(onlyCalls, 10);
            assertThat(onlyCalls.tryAcquireHedge()).isNotNull();
            assertThat(allowed(onlyCalls)).isTrue();
            assertThat(onlyCalls.tryAcquireHedge()).isNull();
            assertThat(allowed(onlyCalls)).isFalse();
        }

        @Test
        void successAndFailureChangeNothing() {
            begin(onlyCalls, 10);
            Permit permit = take(onlyCalls, FailureKind.THROTTLED);
            onlyCalls.onFailure(FailureKind.TRANSIENT);
            onlyCalls.onSuccess(permit);
            onlyCalls.onSuccess(null);
            assertThat(onlyCalls.available()).isEqualTo(1);
            assertThat(onlyCalls.minimumDelay(FailureKind.THROTTLED)).isEqualTo(Duration.ZERO);
        }

        @Test
        void wantsToHearOfCalls() {
            assertThat(budget.countsCalls()).isTrue();
        }
    }

    @Nested
    class Window {

        @Test
        void callsCountForTheTtl() {
            begin(onlyCalls, 10);
            ticker.advance(TTL.minus(NANO));
            assertThat(onlyCalls.available()).isEqualTo(2);
            ticker.advance(NANO);
            assertThat(onlyCalls.available()).isZero();
            assertThat(allowed(onlyCalls)).isFalse();
        }

        @Test
        void retriesCountForTheTtl() {
            takeAll(budget);
            ticker.advance(TTL.minus(NANO));
            assertThat(allowed(budget)).isFalse();
            ticker.advance(NANO);
            assertThat(takeAll(budget)).isEqualTo(100);
        }

        @Test
        void nothingCountsForLessThanNinetyNinePercentOfTheTtl() {
            ticker.advance(Duration.ofMillis(78)); // just before the end of a step of 78.125 ms
            begin(onlyCalls, 10);
            ticker.advance(Duration.ofMillis(9_921));
            assertThat(onlyCalls.available()).isEqualTo(2);
            ticker.advance(Duration.ofMillis(2));
            assertThat(onlyCalls.available()).isZero();
        }

        @Test
        void itSlides() {
            for (int second = 0; second < 100; second++) {
                begin(onlyCalls, 50);
                // 10 s with 50 calls each allow 100 retries, and in each second as many are allowed as have expired.
                assertThat(takeAll(onlyCalls)).as("in second %d", second).isEqualTo(10);
                ticker.advance(Duration.ofSeconds(1));
            }
            assertThat(onlyCalls.capacity()).isEqualTo(90);
        }

        @Test
        void retriesThatWereEarnedByForgottenCallsStillCount() {
            begin(onlyCalls, 100);
            ticker.advance(Duration.ofSeconds(9));
            assertThat(takeAll(onlyCalls)).isEqualTo(20);
            ticker.advance(Duration.ofSeconds(1));
            begin(onlyCalls, 50); // would allow 10, but there were 20 one second ago
            assertThat(onlyCalls.available()).isZero();
            assertThat(allowed(onlyCalls)).isFalse();
            ticker.advance(Duration.ofSeconds(9));
            assertThat(takeAll(onlyCalls)).isEqualTo(10);
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT10S", "PT10.001S", "PT15S", "PT24H", "P365D", "P36500D"})
        void aQuietTimeOfAnyLengthForgetsAll(Duration quiet) {
            begin(budget, 1000);
            takeAll(budget);
            ticker.advance(quiet);
            assertThat(budget.available()).isEqualTo(100);
            assertThat(budget.capacity()).isEqualTo(100);
        }

        @Test
        void theClockMayWrap() {
            HandTicker wrapping = new HandTicker(Long.MAX_VALUE - 5);
            RetryBudget wrapped = RetryBudget.ratio(0.2, 10, TTL, wrapping);
            takeAll(wrapped);
            wrapping.advance(Duration.ofSeconds(5));
            assertThat(wrapped.available()).isZero();
            wrapping.advance(Duration.ofSeconds(5));
            assertThat(wrapped.available()).isEqualTo(100);
        }
    }

    @Nested
    class GivingBack {

        @Test
        void undoesTheRetry() {
            begin(onlyCalls, 5);
            Permit permit = take(onlyCalls);
            ticker.advance(Duration.ofSeconds(4));
            assertThat(allowed(onlyCalls)).isFalse();
            onlyCalls.giveBack(permit);
            assertThat(takeAll(onlyCalls)).isEqualTo(1);
        }

        @Test
        void makesNoTokenWhenTheRetryIsForgotten() {
            Permit permit = take(budget);
            ticker.advance(TTL);
            take(budget); // in the slot that the first one had
            budget.giveBack(permit);
            assertThat(budget.available()).isEqualTo(99);
        }

        @Test
        void makesNoTokenLater() {
            Permit permit = take(budget);
            ticker.advance(Duration.ofSeconds(5));
            budget.giveBack(permit);
            ticker.advance(Duration.ofSeconds(5));
            assertThat(takeAll(budget)).isEqualTo(100);
        }

        @Test
        void ofAFreePermitDoesNothing() {
            take(budget);
            budget.giveBack(take(budget, FailureKind.RESULT));
            assertThat(budget.available()).isEqualTo(99);
        }

        @Test
        void retriesOfOneMomentShareAPermit() {
            Permit first = take(budget);
            assertThat(take(budget)).isSameAs(first);
            assertThat(first.cost()).isEqualTo(1);
        }
    }

    @Nested
    class Validation {

        @ParameterizedTest
        @ValueSource(doubles = {-0.1, 0.0009, 1.001, Double.NaN, Double.POSITIVE_INFINITY})
        void refusesAFractionOutOfBounds(double fraction) {
            refuses(fraction, 10, TTL, "fraction must be 0 or from 0.001 to 1, but was " + fraction);
        }

        @ParameterizedTest
        @ValueSource(doubles = {-1, 1_000_000.5, Double.NaN, Double.POSITIVE_INFINITY})
        void refusesAMinimumOutOfBounds(double minPerSecond) {
            refuses(0.2, minPerSecond, TTL, "minPerSecond must be from 0 to 1000000, but was " + minPerSecond);
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999999999S", "PT1M0.000000001S", "PT2562047788015215H"})
        void refusesATtlOutOfBounds(Duration ttl) {
            refuses(0.2, 10, ttl, "ttl must be from PT1S to PT1M, but was " + ttl);
        }

        @Test
        void refusesNumbersThatNeverAllowARetry() {
            refuses(
                    0,
                    0.09,
                    TTL,
                    "minPerSecond must allow at least one retry in ttl (PT10S) where fraction is 0, but was 0.09");
            assertThat(takeAll(RetryBudget.ratio(0, 0.1, TTL, ticker))).isEqualTo(1);
        }

        @Test
        @SuppressWarnings("NullAway")
        void refusesNull() {
            assertThatNullPointerException()
                    .isThrownBy(() -> RetryBudget.ratio(0.2, 10, null, ticker))
                    .withMessage("ttl must not be null");
            assertThatNullPointerException()
                    .isThrownBy(() -> RetryBudget.ratio(0.2, 10, TTL, null))
                    .withMessage("ticker must not be null");
        }

        private void refuses(double fraction, double minPerSecond, Duration ttl, String message) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RetryBudget.ratio(fraction, minPerSecond, ttl, ticker))
                    .withMessage(message);
        }
    }

    @Test
    void saysItsNumbers() {
        assertThat(budget).hasToString("ratio 0.2 of the calls in PT10S, plus 10.0 a second");
    }

    private static void begin(RetryBudget budget, int calls) {
        for (int call = 0; call < calls; call++) {
            budget.onCall();
        }
    }
}
