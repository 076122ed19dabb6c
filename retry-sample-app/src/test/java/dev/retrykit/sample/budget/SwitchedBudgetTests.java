package dev.retrykit.sample.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.budget.Permit;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.testing.VirtualTime;
import org.junit.jupiter.api.Test;

class SwitchedBudgetTests {

    private final RetryBudget quota = RetryBudget.quota(Quota.of(20, 10), new VirtualTime());
    private final SwitchedBudget budget = new SwitchedBudget(quota, true);

    @Test
    void refusesWhatTheQuotaRefuses() {
        assertThat(budget.tryAcquire(FailureKind.TRANSIENT)).isNotNull();
        assertThat(budget.tryAcquire(FailureKind.TRANSIENT)).isNotNull();

        assertThat(budget.tryAcquire(FailureKind.TRANSIENT)).isNull();
        assertThat(budget.tryAcquireHedge()).isNull();
    }

    @Test
    void letsEverythingPassForNothingWhileItIsOff() {
        budget.turn(false);

        for (int retry = 0; retry < 10; retry++) {
            assertThat(budget.tryAcquire(FailureKind.TRANSIENT)).isSameAs(Permit.free());
        }

        assertThat(budget.available()).isEqualTo(Long.MAX_VALUE);
        assertThat(budget.capacity()).isEqualTo(Long.MAX_VALUE);
        budget.turn(true);
        assertThat(budget.available()).isEqualTo(20);
        assertThat(budget.capacity()).isEqualTo(20);
    }

    @Test
    void takesBackWhatWasPaidBeforeItWasSwitchedOff() {
        Permit paid = budget.tryAcquire(FailureKind.TRANSIENT);
        assertThat(paid).isNotNull();
        budget.turn(false);

        budget.onSuccess(paid);

        budget.turn(true);
        assertThat(budget.available()).isEqualTo(20);
    }

    @Test
    void earnsNothingByARetryThatCostNothing() {
        assertThat(budget.tryAcquire(FailureKind.TRANSIENT)).isNotNull();
        budget.turn(false);
        Permit free = budget.tryAcquire(FailureKind.TRANSIENT);
        assertThat(free).isNotNull();
        budget.turn(true);

        budget.onSuccess(free);
        budget.giveBack(free);

        assertThat(budget.available()).isEqualTo(10);
    }

    @Test
    void isFilledBySuccessesWhileItIsOff() {
        assertThat(budget.tryAcquire(FailureKind.TRANSIENT)).isNotNull();
        budget.turn(false);

        budget.onSuccess(null);

        budget.turn(true);
        assertThat(budget.available()).isEqualTo(11);
    }
}
