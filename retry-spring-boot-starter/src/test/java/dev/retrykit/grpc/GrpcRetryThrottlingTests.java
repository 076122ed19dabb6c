package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureKind;
import org.junit.jupiter.api.Test;

class GrpcRetryThrottlingTests {

    @Test
    void aRatioOfThreeDecimalPlacesAddsExactlyThat() {
        RetryBudget budget = new GrpcRetryThrottling(1000, 0.251).newBudget();
        for (int i = 0; i < 1000; i++) {
            budget.onFailure(FailureKind.TRANSIENT);
        }
        for (int i = 0; i < 1000; i++) {
            budget.onSuccess(null);
        }

        assertThat(budget.available()).isEqualTo(251);
    }

    @Test
    void fourTokensAllowARetryAfterOneFailureAndNotAfterTwo() {
        RetryBudget budget = new GrpcRetryThrottling(4, 0.8).newBudget();

        budget.onFailure(FailureKind.TRANSIENT);
        assertThat(budget.tryAcquire(FailureKind.TRANSIENT)).isNotNull();
        budget.onFailure(FailureKind.TRANSIENT);
        assertThat(budget.tryAcquire(FailureKind.TRANSIENT)).isNull();
    }

    @Test
    void eachServerHasOneBudgetOfItsOwn() {
        GrpcBudgets budgets = new GrpcBudgets(new GrpcRetryThrottling(4, 0.8));

        budgets.of("echo.example:443").onFailure(FailureKind.TRANSIENT);

        assertThat(budgets.of("echo.example:443").available()).isEqualTo(3);
        assertThat(budgets.of("other.example:443").available()).isEqualTo(4);
    }
}
