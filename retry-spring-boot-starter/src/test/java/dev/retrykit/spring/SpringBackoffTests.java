package dev.retrykit.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** Spring's own class is the measure. */
class SpringBackoffTests {

    private static final int RETRIES = 40;

    @ParameterizedTest
    @CsvSource({
        "1000, 1.0, 9223372036854775807",
        "1000, 1.5, 9223372036854775807",
        "1000, 1.5, 5000",
        "7, 1.1, 1000",
        "3, 1.2, 1000",
        "100, 2.0, 100",
        "1000, 2.0, 300",
        "0, 2.0, 1000",
        "1, 10.0, 9223372036854775807"
    })
    void drawsSpringsSeries(long delay, double multiplier, long max) {
        assertThat(delays(backoff(delay, 0, multiplier, max), 0)).isEqualTo(springs(delay, 0, multiplier, max));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 200, 2.0, 5000",
        "1000, 200, 1.0, 9223372036854775807",
        "1000, 3000, 1.5, 9000",
        "100, 50, 1.7, 100000",
        "0, 500, 2.0, 9223372036854775807",
        "0, 500, 2.0, 300",
        "1000, 100, 2.0, 300"
    })
    void drawsWithinSpringsBoundsAndUpToThem(long delay, long jitter, double multiplier, long max) {
        SpringBackoff backoff = backoff(delay, jitter, multiplier, max);
        List<Long> lowest = delays(backoff, 0);
        List<Long> highest = delays(backoff, Math.nextDown(1.0));
        List<Long> least = springs(delay, jitter, multiplier, max);
        List<Long> most = new ArrayList<>(least);
        for (int draw = 0; draw < 3000; draw++) {
            List<Long> drawn = springs(delay, jitter, multiplier, max);
            for (int i = 0; i < RETRIES; i++) {
                least.set(i, Math.min(least.get(i), drawn.get(i)));
                most.set(i, Math.max(most.get(i), drawn.get(i)));
            }
        }
        for (int i = 0; i < RETRIES; i++) {
            long slack = (highest.get(i) - lowest.get(i)) / 100 + 1;
            assertThat(least.get(i)).as("retry %d", i + 1).isBetween(lowest.get(i), lowest.get(i) + slack);
            assertThat(most.get(i)).as("retry %d", i + 1).isBetween(highest.get(i) - slack, highest.get(i));
        }
    }

    @Test
    void theJitterGrowsByWholeMultiplesOfTheDelay() {
        SpringBackoff backoff = backoff(1000, 200, 1.5, Long.MAX_VALUE);
        // 1000, 1500, 2250, 3375: the delay goes 1, 1, 2 and 3 times into them.
        assertThat(delays(backoff, 0)).startsWith(1000L, 1300L, 1850L, 2775L);
        assertThat(delays(backoff, Math.nextDown(1.0))).startsWith(1199L, 1699L, 2649L, 3974L);
        assertThat(backoff.nominalBefore(4)).isEqualTo(Duration.ofMillis(3375));
    }

    @Test
    void isCutToMilliseconds() {
        SpringBackoff backoff = new SpringBackoff(Duration.ofNanos(2_999_999), Duration.ofNanos(999_999), 1, null);
        assertThat(delays(backoff, 0.9)).startsWith(2L, 2L);
    }

    @Test
    void neverOverflowsAndAnswersAtOnceForTheLastRetryOfAll() {
        SpringBackoff huge = backoff(Long.MAX_VALUE - 1, Long.MAX_VALUE, 2, Long.MAX_VALUE);
        assertThat(huge.delayBefore(Integer.MAX_VALUE, Duration.ZERO, fixed(Math.nextDown(1.0))))
                .isEqualTo(Duration.ofMillis(Long.MAX_VALUE - 1));
        SpringBackoff slow = backoff(1_000_000, 0, 1.0000011, Long.MAX_VALUE);
        assertThat(slow.nominalBefore(2)).isEqualTo(Duration.ofMillis(1_000_001));
        assertThat(slow.nominalBefore(1024)).isEqualTo(Duration.ofMillis(1_001_023));
        assertThat(slow.nominalBefore(2_000_000_000)).isEqualTo(Duration.ofMillis(Long.MAX_VALUE));
    }

    @Test
    void equalsByValueAndReadsWell() {
        assertThat(backoff(1000, 200, 2, 5000))
                .isEqualTo(backoff(1000, 200, 2, 5000))
                .hasSameHashCodeAs(backoff(1000, 200, 2, 5000))
                .isNotEqualTo(backoff(1000, 200, 2, 5001))
                .isNotEqualTo(backoff(1000, 201, 2, 5000))
                .isNotEqualTo(backoff(1000, 200, 3, 5000))
                .isNotEqualTo(backoff(1001, 200, 2, 5000))
                .hasToString("Spring's 1000ms x 2.0 up to 5000ms, jitter 200ms");
        assertThat(new SpringBackoff(Duration.ofSeconds(1), Duration.ZERO, 1, null))
                .hasToString("Spring's 1000ms x 1.0");
    }

    private static SpringBackoff backoff(long delay, long jitter, double multiplier, long max) {
        return new SpringBackoff(Duration.ofMillis(delay), Duration.ofMillis(jitter), multiplier, max(max));
    }

    private static @Nullable Duration max(long max) {
        return max == Long.MAX_VALUE ? null : Duration.ofMillis(max);
    }

    private static List<Long> delays(SpringBackoff backoff, double fraction) {
        List<Long> delays = new ArrayList<>();
        Duration previous = Duration.ZERO;
        for (int retry = 1; retry <= RETRIES; retry++) {
            previous = backoff.delayBefore(retry, previous, fixed(fraction));
            delays.add(previous.toMillis());
        }
        return delays;
    }

    private static List<Long> springs(long delay, long jitter, double multiplier, long max) {
        ExponentialBackOff springs = new ExponentialBackOff(delay, multiplier);
        springs.setJitter(jitter);
        springs.setMaxInterval(max);
        BackOffExecution execution = springs.start();
        return new ArrayList<>(LongStream.generate(execution::nextBackOff)
                .limit(RETRIES)
                .boxed()
                .toList());
    }

    private static RandomGenerator fixed(double fraction) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only doubles are drawn");
            }

            @Override
            public double nextDouble() {
                return fraction;
            }
        };
    }
}
