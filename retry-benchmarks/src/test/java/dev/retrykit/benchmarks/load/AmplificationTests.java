package dev.retrykit.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Nested;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmplificationTests {

    private static final int SECONDS = 20;
    private static final int CALLS = 10 * SECONDS;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void multipliesByThreeWithEachLayerWithoutBudgetAndRule(int layers) {
        assertThat(new Amplification(layers, Nested.MULTIPLY).perCall(Strategy.NAIVE, SECONDS))
                .containsOnly(Math.pow(3, layers));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void staysAtThreeUnderTheNestedRuleWithoutBudget(int layers) {
        assertThat(new Amplification(layers, Nested.ONCE).perCall(Strategy.NAIVE, SECONDS))
                .containsOnly(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void sendsTenRetriesInAllUnderTheDefaultsHoweverManyLayers(int layers) {
        assertThat(retries(new Amplification(layers, Nested.ONCE), Strategy.STANDARD))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void addsAsMuchForEachLayerUnderTheDefaultBudgetWithoutTheRule(int layers) {
        assertThat(retries(new Amplification(layers, Nested.MULTIPLY), Strategy.STANDARD))
                .isEqualTo(10L * layers);
    }

    private static long retries(Amplification amplification, Strategy strategy) {
        double attempts =
                Arrays.stream(amplification.perCall(strategy, SECONDS)).sum() * CALLS / SECONDS;
        return Math.round(attempts) - CALLS;
    }
}
