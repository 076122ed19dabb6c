package dev.retrykit.http;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;
import static java.time.temporal.ChronoField.YEAR;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A date as HTTP writes it, in any of the three forms that a recipient has to read (RFC 9110, 5.6.7):
 * {@code Sun, 06 Nov 1994 08:49:37 GMT}, RFC 850's {@code Sunday, 06-Nov-94 08:49:37 GMT}, and asctime's
 * {@code Sun Nov  6 08:49:37 1994}, which is in UTC too.
 */
final class HttpDate {

    private static final int YEARS_AHEAD = 50;

    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /** The instant, or null if the text is in none of the forms. What "now" is decides the century of two digits. */
    static @Nullable Instant parsed(String text, Instant now) {
        Instant fixed = parsed(text, DateTimeFormatter.RFC_1123_DATE_TIME);
        if (fixed != null) {
            return fixed;
        }
        Instant asctime = parsed(text, ASCTIME);
        return asctime != null ? asctime : ofRfc850(text, now.atOffset(ZoneOffset.UTC));
    }

    private static @Nullable Instant ofRfc850(String text, OffsetDateTime now) {
        OffsetDateTime limit = now.plusYears(YEARS_AHEAD);
        Instant latest = parsed(text, rfc850(limit.getYear()));
        return latest == null || !latest.isAfter(limit.toInstant())
                ? latest
                : parsed(text, rfc850(limit.getYear() - 1));
    }

    /** Two digits of a year are those of the hundred years that end with the last one. */
    private static DateTimeFormatter rfc850(int lastYear) {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(YEAR, 2, 2, lastYear - 99)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT)
                .withZone(ZoneOffset.UTC)
                // Not the day of the week, which may be that of another century.
                .withResolverFields(YEAR, MONTH_OF_YEAR, DAY_OF_MONTH, HOUR_OF_DAY, MINUTE_OF_HOUR, SECOND_OF_MINUTE);
    }

    private static @Nullable Instant parsed(String text, DateTimeFormatter form) {
        try {
            return form.parse(text, Instant::from);
        } catch (DateTimeException otherForm) {
            return null;
        }
    }
}
