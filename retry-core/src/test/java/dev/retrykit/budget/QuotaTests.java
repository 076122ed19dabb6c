package dev.retrykit.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void standardHasTheNumbersOfTheDefault() {
        assertThat(Quota.standard()).isEqualTo(new Quota(100, 10, 30, MINUTE, Duration.ofMinutes(10), 4, SECOND));
    }

    @Test
    void ofIsLeftAloneByTime() {
        assertThat(Quota.of(500, 14)).isEqualTo(new Quota(500, 14, 500, MINUTE, null, 5, SECOND));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "5, 2", "10, 4", "14, 5", "28, 10", "100000, 35714"})
    void ofChargesAThrottledRetryFiveFourteenths(int cost, int throttledCost) {
        assertThat(Quota.of(Quota.MAX_CAPACITY, cost).throttledCost()).isEqualTo(throttledCost);
    }

    @Test
    void acceptsTheBounds() {
        assertThat(new Quota(1, 1, 0, Duration.ofNanos(1), Duration.ofMillis(1), 1, Duration.ZERO))
                .isNotNull();
        assertThat(new Quota(100_000, 100_000, 100_000, days(Integer.MAX_VALUE), days(365), 100_000, days(9_999)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "100001", "-2147483648", "2147483647"})
    void refusesACapacityOutOfBounds(int capacity) {
        refuses(capacity, 10, 30, MINUTE, MINUTE, 4, SECOND, "capacity must be from 1 to 100000, but was " + capacity);
    }

    @Test
    void refusesACostThatIsNoneOrCouldNeverBePaid() {
        refuses(100, 0, 30, MINUTE, MINUTE, 4, SECOND, "cost must be at least 1, but was 0");
        refuses(
                5,
                6,
                3,
                MINUTE,
                MINUTE,
                4,
                SECOND,
                "cost must not be more than capacity (5), or no retry could ever be paid for, but was 6");
    }

    @Test
    void refusesAThrottledCostThatIsNoneOrCouldNeverBePaid() {
        refuses(100, 10, 30, MINUTE, MINUTE, -3, SECOND, "throttledCost must be at least 1, but was -3");
        refuses(
                100,
                10,
                30,
                MINUTE,
                MINUTE,
                101,
                SECOND,
                "throttledCost must not be more than capacity (100), or no retry could ever be paid for, but was 101");
    }

    @Test
    void refusesAReserveOutsideTheCapacity() {
        refuses(100, 10, -1, MINUTE, MINUTE, 4, SECOND, "reserve must be from 0 to capacity (100), but was -1");
        refuses(20, 10, 30, MINUTE, MINUTE, 4, SECOND, "reserve must be from 0 to capacity (20), but was 30");
    }

    @Test
    void refusesAMemoryOfNoTime() {
        refuses(100, 10, 30, Duration.ZERO, MINUTE, 4, SECOND, "memory must be longer than zero, but was PT0S");
        refuses(100, 10, 30, SECOND.negated(), MINUTE, 4, SECOND, "memory must be longer than zero, but was PT-1S");
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-1S", "PT0.000999999S", "PT0.0015S", "PT8760H0.001S", "PT2562047788015215H30M7S"})
    void refusesARefillThatIsNotWholeMillisecondsWithinAYear(Duration refill) {
        refuses(
                100,
                10,
                30,
                MINUTE,
                refill,
                4,
                SECOND,
                "refill must be whole milliseconds from PT0.001S to PT8760H, but was " + refill);
    }

    @Test
    void refusesANegativeThrottledDelay() {
        refuses(
                100,
                10,
                30,
                MINUTE,
                null,
                4,
                Duration.ofMillis(-1),
                "throttledDelay must not be negative, but was PT-0.001S");
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Quota(100, 10, 30, null, null, 4, SECOND))
                .withMessage("memory must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new Quota(100, 10, 30, MINUTE, null, 4, null))
                .withMessage("throttledDelay must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> RetryBudget.quota(null, new HandTicker()))
                .withMessage("quota must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> RetryBudget.quota(Quota.standard(), null))
                .withMessage("ticker must not be null");
    }

    private static void refuses(
            int capacity,
            int cost,
            int reserve,
            Duration memory,
            @Nullable Duration refill,
            int throttledCost,
            Duration throttledDelay,
            String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quota(capacity, cost, reserve, memory, refill, throttledCost, throttledDelay))
                .withMessage(message);
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
