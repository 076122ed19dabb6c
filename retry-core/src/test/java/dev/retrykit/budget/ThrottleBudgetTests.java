package dev.retrykit.budget;

import static dev.retrykit.budget.Retries.allowed;
import static dev.retrykit.budget.Retries.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.retrykit.condition.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleBudgetTests {

    @Test
    void followsTheSeriesOfFourTokensAndRatioFourFifths() {
        RetryBudget budget = RetryBudget.throttle(4, 0.8);
        List<Boolean> allowed = new ArrayList<>();
        for (int failure = 0; failure < 5; failure++) {
            budget.onFailure(FailureKind.TRANSIENT);
            allowed.add(allowed(budget));
        }
        assertThat(allowed).containsExactly(true, false, false, false, false); // at 3, 2, 1, 0, 0
        allowed.clear();
        for (int success = 0; success < 5; success++) {
            budget.onSuccess(null);
            allowed.add(allowed(budget));
        }
        assertThat(allowed).containsExactly(false, false, true, true, true); // at 0.8, 1.6, 2.4, 3.2, 4
        assertThat(budget.available()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        // tokens, failures before a retry is refused: the first that leaves no more than half
        "1, 1",
        "2, 1",
        "3, 2",
        "4, 2",
        "5, 3",
        "10, 5",
        "1000, 500"
    })
    void aRetryIsAllowedWhileMoreThanHalfIsLeft(int maxTokens, int failures) {
        RetryBudget budget = RetryBudget.throttle(maxTokens, 0.1);
        for (int failure = 1; failure < failures; failure++) {
            budget.onFailure(FailureKind.TRANSIENT);
            assertThat(allowed(budget)).as("after %d failures", failure).isTrue();
        }
        budget.onFailure(FailureKind.TRANSIENT);
        assertThat(allowed(budget)).isFalse();
    }

    @Test
    void oneThousandthAboveHalfIsEnough() {
        RetryBudget budget = RetryBudget.throttle(2, 0.001);
        budget.onFailure(FailureKind.TRANSIENT);
        assertThat(allowed(budget)).isFalse();
        succeed(budget, 1);
        assertThat(allowed(budget)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // ratio, successes that fill one token again
        "0.251, 4",
        "0.25, 4",
        "0.2499, 5",
        "0.1, 10",
        "0.001, 1000",
        "0.0019, 1000",
        "0.999, 2",
        "1, 1",
        "1e300, 1"
    })
    void aSuccessAddsTheRatioInWholeThousandths(double ratio, int successes) {
        RetryBudget budget = RetryBudget.throttle(2, ratio);
        budget.onFailure(FailureKind.TRANSIENT);
        succeed(budget, successes - 1);
        assertThat(budget.available()).isEqualTo(1);
        succeed(budget, 1);
        assertThat(budget.available()).isEqualTo(2);
    }

    @Test
    void theRatioIsTakenAsItIsWritten() {
        RetryBudget budget = RetryBudget.throttle(2, 1.001); // times 1000 is 1000.9999999999999 in floating point
        budget.onFailure(FailureKind.TRANSIENT);
        budget.onFailure(FailureKind.TRANSIENT);
        succeed(budget, 1);
        assertThat(allowed(budget)).isTrue();
    }

    @Test
    void staysBetweenNothingAndItsMaximum() {
        RetryBudget budget = RetryBudget.throttle(3, 2.5);
        succeed(budget, 10);
        assertThat(budget.available()).isEqualTo(3);
        assertThat(budget.capacity()).isEqualTo(3);
        for (int failure = 0; failure < 10; failure++) {
            budget.onFailure(FailureKind.TRANSIENT);
        }
        assertThat(budget.available()).isZero();
        succeed(budget, 1);
        assertThat(budget.available()).isEqualTo(2); // 2.5, not less: it did not go below 0
    }

    @Test
    void aRestBelowAFailureIsTakenToNothing() {
        RetryBudget budget = RetryBudget.throttle(1, 0.6);
        budget.onFailure(FailureKind.TRANSIENT);
        succeed(budget, 1); // 0.6
        budget.onFailure(FailureKind.TRANSIENT); // 0, not -0.4
        succeed(budget, 1);
        assertThat(allowed(budget)).isTrue(); // 0.6 of 1
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESULT")
    void everyKindOfFailureCostsTheSame(FailureKind kind) {
        RetryBudget budget = RetryBudget.throttle(10, 0.1);
        budget.onFailure(kind);
        assertThat(budget.available()).isEqualTo(9);
        assertThat(budget.minimumDelay(kind)).isEqualTo(Duration.ZERO);
    }

    @Test
    void retriesAndHedgesOnlyAsk() {
        RetryBudget budget = RetryBudget.throttle(2, 0.1);
        for (int retry = 0; retry < 100; retry++) {
            Permit hedge = budget.tryAcquireHedge();
            assertThat(hedge).isSameAs(Permit.free());
            assertThat(budget.tryAcquire(FailureKind.THROTTLED)).isSameAs(Permit.free());
        }
        budget.onFailure(FailureKind.TRANSIENT);
        budget.giveBack(Permit.free());
        assertThat(budget.tryAcquireHedge()).isNull();
        assertThat(budget.tryAcquire(FailureKind.THROTTLED)).isNull();
    }

    @Test
    void aSuccessAfterARetryAddsTheSame() {
        RetryBudget budget = RetryBudget.throttle(10, 0.5);
        budget.onFailure(FailureKind.TRANSIENT);
        budget.onSuccess(budget.tryAcquire(FailureKind.TRANSIENT));
        budget.onSuccess(null);
        assertThat(budget.available()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001, Integer.MIN_VALUE})
    void refusesTokensOutOfBounds(int maxTokens) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryBudget.throttle(maxTokens, 0.1))
                .withMessage("maxTokens must be from 1 to 1000, but was " + maxTokens);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 0.0004, 0.000999, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesARatioThatWouldNeverFillIt(double tokenRatio) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryBudget.throttle(10, tokenRatio))
                .withMessage("tokenRatio must be a number of at least 0.001, but was " + tokenRatio);
    }

    @Test
    void saysItsNumbers() {
        assertThat(RetryBudget.throttle(10, 0.1))
                .hasToString("throttle 10 tokens, 0.1 for a success, retries above half");
    }
}
