package dev.retrykit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms of a date that RFC 9110, 5.6.7, wants to be read. */
class HttpDateTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreTheLocale() {
        Locale.setDefault(before);
    }

    private static @Nullable Instant parsed(String text) {
        return HttpDate.parsed(text, NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994"
            })
    void readsEachForm(String text) {
        assertThat(parsed(text)).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @ParameterizedTest
    @CsvSource({"'Sun, 13 Sep 2026 23:59:59 GMT'", "'Sunday, 13-Sep-26 23:59:59 GMT'", "Sun Sep 13 23:59:59 2026"})
    void readsDaysOfTwoDigits(String text) {
        assertThat(parsed(text)).isEqualTo(Instant.parse("2026-09-13T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG", "en-GB", "th-TH-u-ca-buddhist"})
    void readsEnglishWhereverItRuns(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));

        readsDaysOfTwoDigits("Sunday, 13-Sep-26 23:59:59 GMT");
        readsDaysOfTwoDigits("Sun Sep 13 23:59:59 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "'Friday, 01-Jan-27 00:00:00 GMT', 2027-01-01T00:00:00Z",
        "'Sunday, 01-Mar-76 12:00:00 GMT', 2076-03-01T12:00:00Z",
        "'Monday, 01-Mar-76 12:00:01 GMT', 1976-03-01T12:00:01Z",
        "'Saturday, 01-Jan-77 00:00:00 GMT', 1977-01-01T00:00:00Z",
        "'Tuesday, 29-Feb-00 00:00:00 GMT', 2000-02-29T00:00:00Z"
    })
    void takesTwoDigitsForNoMoreThanFiftyYearsAhead(String text, Instant expected) {
        assertThat(parsed(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sunday, 06-Nov-94 08:49:37",
                "Sunday, 06-Nov-94 08:49:37 CET",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Sunday, 31-Feb-94 08:49:37 GMT",
                "Sun Nov 6 08:49:37 1994",
                "Sun Nov  6 08:49:37 1994 GMT",
                "Mon Nov  6 08:49:37 1994",
                "Sun Nov  6 24:49:37 1994",
                "Fri Feb 30 08:49:37 1994",
                "1994-11-06T08:49:37Z"
            })
    void readsNothingElse(String text) {
        assertThat(parsed(text)).isNull();
    }
}
