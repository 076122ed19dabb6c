package dev.retrykit.budget;

import static dev.retrykit.budget.Retries.takeAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureKind;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A result that asks for a retry is no failure: it takes nothing from, and tells nothing to, any budget. */
class ResultKindTests {

    @ParameterizedTest
    @MethodSource("budgets")
    void isAlwaysAllowedAndFree(RetryBudget budget) {
        empty(budget);
        for (int retry = 0; retry < 100; retry++) {
            Permit permit = budget.tryAcquire(FailureKind.RESULT);
            assertThat(permit).isSameAs(Permit.free());
        }
        assertThat(budget.available()).isZero();
        assertThat(budget.minimumDelay(FailureKind.RESULT)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @MethodSource("budgets")
    void takesNothing(RetryBudget budget) {
        long before = budget.available();
        for (int attempt = 0; attempt < 100; attempt++) {
            budget.onFailure(FailureKind.RESULT);
            budget.giveBack(Retries.take(budget, FailureKind.RESULT));
        }
        assertThat(budget.available()).isEqualTo(before);
    }

    private static void empty(RetryBudget budget) {
        for (int failure = 0; failure < budget.capacity(); failure++) {
            budget.onFailure(FailureKind.TRANSIENT);
        }
        takeAll(budget);
    }

    static Stream<RetryBudget> budgets() {
        HandTicker ticker = new HandTicker();
        return Stream.of(
                RetryBudget.quota(Quota.standard(), ticker),
                RetryBudget.quota(Quota.of(500, 10), ticker),
                RetryBudget.throttle(10, 0.1),
                RetryBudget.ratio(0.2, 10, Duration.ofSeconds(10), ticker));
    }
}
