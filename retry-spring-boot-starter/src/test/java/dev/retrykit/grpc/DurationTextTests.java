package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTests {

    @ParameterizedTest
    @CsvSource({
        ".01s, PT0.01S",
        "0.01s, PT0.01S",
        "1.5s, PT1.5S",
        "1.50s, PT1.5S",
        "90s, PT90S",
        "007s, PT7S",
        "0.000000001s, PT0.000000001S",
        "0s, PT0S",
        "-1.5s, PT-1.5S",
        "315576000000s, PT87660000H"
    })
    void readsSecondsAndTheirFraction(String text, Duration duration) {
        assertThat(DurationText.parsed(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                ".s",
                "-s",
                "1",
                "1.s",
                "1,5s",
                "1.5",
                "1.5 s",
                " 1s",
                "1s ",
                "1ms",
                "PT1S",
                "+1s",
                "1e3s",
                "0.0000000001s",
                "1000000000000s",
                "1.5S",
                "٣s"
            })
    void readsNothingElse(String text) {
        assertThat(DurationText.parsed(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.05S, 0.05s",
        "PT0.5S, 0.5s",
        "PT0.000000001S, 0.000000001s",
        "PT1.000000001S, 1.000000001s",
        "PT1.5S, 1.5s",
        "PT10S, 10s",
        "PT100S, 100s",
        "PT0S, 0s",
        "PT-1.5S, -1.5s",
        "PT2562047H47M16.854775807S, 9223372036.854775807s"
    })
    void writesThemWithTheLeadingZerosOfTheFraction(Duration duration, String text) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
        assertThat(DurationText.parsed(text)).contains(duration);
    }
}
