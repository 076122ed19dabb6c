package dev.retrykit.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndependentFailuresTests {

    private static final int CALLS = 200_000;
    private static final long SEED = 1;

    private static double kept(Strategy strategy, double perSecond) {
        return new IndependentFailures(0.2, perSecond, CALLS).successRate(strategy, SEED);
    }

    @Test
    void failsOnlyWhereAllAttemptsDoWithoutABudget() {
        assertThat(kept(Strategy.NAIVE, 1)).isEqualTo(1 - 0.2 * 0.2 * 0.2, within(0.001));
        assertThat(kept(Strategy.NO_RETRIES, 1)).isEqualTo(0.8, within(0.003));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.979", "1, 0.985", "100, 0.99"})
    void keepsNearlyAllUnderTheDefaultWhenOneInFiveFails(double perSecond, double least) {
        assertThat(kept(Strategy.STANDARD, perSecond)).isBetween(least, 1 - 0.2 * 0.2 * 0.2 + 0.001);
    }

    @Test
    void keepsLessUnderAThrottleThatCountsFailures() {
        assertThat(kept(Strategy.GRPC, 100)).isLessThan(0.85);
    }
}
