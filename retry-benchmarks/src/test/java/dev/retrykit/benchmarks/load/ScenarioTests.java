package dev.retrykit.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The outage of the page, in runs that are not longer than what is to be seen takes. */
class ScenarioTests {

    private static final long SEED = 1;
    private static final int NO_RETRIES_RECOVER = 129;

    private static Goodput run(Strategy strategy, int clients, int seconds) {
        return new Scenario(Scenario.STANDARD.outage(), 0, Duration.ofSeconds(seconds)).run(strategy, clients, SEED);
    }

    @Test
    void recoversOnceTheQueueIsServedWithoutRetries() {
        Goodput goodput = run(Strategy.NO_RETRIES, 200, 220);
        assertThat(goodput.recovery()).hasValue(NO_RETRIES_RECOVER);
        assertThat(goodput.retries()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"20, 250", "200, 280", "1000, 540"})
    void recoversUnderTheDefaultBudget(int clients, int seconds) {
        assertThat(run(Strategy.STANDARD, clients, seconds).recovery().orElseThrow())
                .isBetween(NO_RETRIES_RECOVER, NO_RETRIES_RECOVER * 7 / 2);
    }

    @Test
    void staysDownWithoutABudget() {
        Goodput goodput = run(Strategy.NAIVE, 200, 240);
        assertThat(goodput.recovery()).isEmpty();
        assertThat(goodput.perSecond(230)).isZero();
        assertThat(goodput.share(0)).isEqualTo(1);
    }

    @Test
    void comesToTheSameWithTheSameSeed() {
        Goodput goodput = run(Strategy.GRPC, 20, 230);
        Goodput again = run(Strategy.GRPC, 20, 230);
        assertThat(again.retries()).isPositive().isEqualTo(goodput.retries());
        assertThat(again.recovery()).isPresent().isEqualTo(goodput.recovery());
    }
}
