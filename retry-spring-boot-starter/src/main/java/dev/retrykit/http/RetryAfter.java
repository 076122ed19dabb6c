package dev.retrykit.http;

import dev.retrykit.condition.ServerWord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Retry-After} as a server's word: a number of seconds, or a date (RFC 9110, 10.2.3) in any of
 * {@linkplain HttpDate three forms}.
 *
 * <p>A date is read against the response's own {@code Date}, since the clocks of two machines differ, else against the
 * clock here. {@code 120} is two minutes. What is neither says nothing.
 */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d+");

    private RetryAfter() {}

    static @Nullable ServerWord read(@Nullable String retryAfter, @Nullable String date, InstantSource clock) {
        if (retryAfter == null) {
            return null;
        }
        String text = retryAfter.trim();
        if (SECONDS.matcher(text).matches()) {
            return ServerWord.atLeast(seconds(text));
        }
        Instant now = clock.instant();
        Instant then = HttpDate.parsed(text, now);
        if (then == null) {
            return null;
        }
        Instant sent = date == null ? null : HttpDate.parsed(date.trim(), now);
        Duration wait = Duration.between(sent == null ? now : sent, then);
        return ServerWord.atLeast(wait.isNegative() ? Duration.ZERO : wait);
    }

    /** More digits than a number holds are still a delay, and longer than any that is allowed. */
    private static Duration seconds(String digits) {
        try {
            return Duration.ofSeconds(Long.parseLong(digits));
        } catch (NumberFormatException tooMany) {
            return Duration.ofSeconds(Long.MAX_VALUE);
        }
    }
}
