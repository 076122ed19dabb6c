package dev.retrykit.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnlimitedBudgetTests {

    private final RetryBudget unlimited = RetryBudget.unlimited();

    @ParameterizedTest
    @EnumSource
    void neverRefuses(FailureKind kind) {
        for (int failure = 0; failure < 10_000; failure++) {
            unlimited.onFailure(kind);
            assertThat(unlimited.tryAcquire(kind)).isSameAs(Permit.free());
            assertThat(unlimited.tryAcquireHedge()).isSameAs(Permit.free());
        }
        assertThat(unlimited.minimumDelay(kind)).isEqualTo(Duration.ZERO);
    }

    @Test
    void isAlwaysFull() {
        unlimited.onCall();
        unlimited.onSuccess(null);
        unlimited.onSuccess(Permit.free());
        unlimited.giveBack(Permit.free());
        assertThat(unlimited.available()).isEqualTo(Long.MAX_VALUE);
        assertThat(unlimited.capacity()).isEqualTo(Long.MAX_VALUE);
        assertThat(unlimited.countsCalls()).isFalse();
    }

    @Test
    void saysSo() {
        assertThat(unlimited).hasToString("unlimited");
    }
}
