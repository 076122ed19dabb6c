package dev.retrykit.backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BackoffTextTests {

    private static final Duration MILLIS_100 = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN = Duration.ofSeconds(10);

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(Backoff.none(), "none"),
                arguments(Backoff.fixed(MILLIS_100), "fixed 100ms"),
                arguments(Backoff.linear(MILLIS_100, Duration.ofMillis(50)), "linear 100ms + 50ms"),
                arguments(Backoff.exponential(MILLIS_100, 2), "exponential 100ms x 2"),
                arguments(Backoff.fibonacci(MILLIS_100), "fibonacci 100ms"),
                arguments(Backoff.ofDelays(SECOND, Duration.ofSeconds(2), Duration.ofSeconds(5)), "delays 1s, 2s, 5s"),
                arguments(Backoff.decorrelated(MILLIS_100, TEN), "decorrelated 100ms up to 10s"),
                arguments(Backoff.grpc(MILLIS_100, 1.6, TEN), "grpc 100ms x 1.6 up to 10s"),
                arguments(Backoff.azure(TEN, TEN, Duration.ofSeconds(100)), "azure 10s + 10s up to 100s"),
                arguments(
                        Backoff.exponential(MILLIS_100, 2).cappedAt(TEN).jittered(Jitter.full()),
                        "exponential 100ms x 2 up to 10s, full jitter"),
                arguments(
                        Backoff.fixed(SECOND).jittered(Jitter.proportional(0.2)), "fixed 1s, proportional jitter 0.2"),
                arguments(
                        Backoff.exponential(MILLIS_100, 2)
                                .cappedAt(TEN)
                                .jittered(Jitter.full())
                                .raisedTo(SECOND),
                        "exponential 100ms x 2 up to 10s, full jitter, raised to 1s"),
                arguments(Backoff.grpc(MILLIS_100, 2, TEN).raisedTo(SECOND), "grpc 100ms x 2 up to 10s, raised to 1s"),
                arguments(
                        Backoff.decorrelated(MILLIS_100, TEN).raisedTo(SECOND),
                        "decorrelated 100ms up to 10s, raised to 1s"),
                arguments(new UsersBackoff(SECOND).cappedAt(TEN), "mine up to 10s"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void tellsWhatItIs(Backoff backoff, String expected) {
        assertThat(backoff).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.000000001S, 1ns",
        "PT0.0000015S, 1500ns",
        "PT0.00025S, 250us",
        "PT0.1S, 100ms",
        "PT1.5S, 1500ms",
        "PT90S, 90s",
        "PT120S, 2m",
        "PT2H, 2h",
        "PT48H, 2d",
        "PT2562047H47M16.854775807S, 9223372036854775807ns"
    })
    void writesADurationInItsLargestWholeUnit(Duration duration, String expected) {
        assertThat(Text.of(duration)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2.0, 2", "1.5, 1.5", "10, 10", "1.0E10, 1.0E10"})
    void writesAFactorWithoutAnEmptyFraction(double factor, String expected) {
        assertThat(Text.of(factor)).isEqualTo(expected);
    }

    @Test
    void isEqualByValue() {
        assertThat(Backoff.none()).isEqualTo(Backoff.none()).isNotEqualTo(Backoff.fixed(Duration.ZERO));
        assertThat(Backoff.exponential(MILLIS_100, 2).cappedAt(TEN).jittered(Jitter.proportional(0.2)))
                .isEqualTo(Backoff.exponential(Duration.ofMillis(100), 2.0)
                        .jittered(Jitter.proportional(0.2))
                        .cappedAt(TEN))
                .isNotEqualTo(Backoff.exponential(MILLIS_100, 2).cappedAt(TEN))
                .isNotEqualTo(Backoff.exponential(MILLIS_100, 3).cappedAt(TEN).jittered(Jitter.proportional(0.2)));
        assertThat(Backoff.ofDelays(SECOND, TEN))
                .isEqualTo(Backoff.ofDelays(List.of(SECOND, TEN)))
                .hasSameHashCodeAs(Backoff.ofDelays(SECOND, TEN));
        assertThat(Backoff.fixed(Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(Backoff.fixed(Duration.ofNanos(Long.MAX_VALUE)));
    }
}
