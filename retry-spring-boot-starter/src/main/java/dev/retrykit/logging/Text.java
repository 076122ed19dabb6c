package dev.retrykit.logging;

import dev.retrykit.event.RetryEvent.CallEnded;
import dev.retrykit.event.RetryEvent.RetryScheduled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the lines say. */
final class Text {

    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    /** What a terminal would obey instead of showing it, in ASCII and in the block above it. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}]");

    private Text() {}

    static Line exhausted(CallEnded ended, long leftOut) {
        return new Line(
                Line.Level.WARN,
                "'" + ended.retrier() + "' gave up" + after(ended) + ": "
                        + ended.reason().code() + "; " + last(ended) + andLeftOut(leftOut),
                pairs(ended, ended.failure(), leftOut),
                null);
    }

    static Line broken(CallEnded ended, long leftOut) {
        Throwable culprit = ended.policyFailure();
        return new Line(
                Line.Level.ERROR,
                "'" + ended.retrier() + "' could not decide" + after(ended) + ": "
                        + (culprit == null ? "" : describe(culprit) + " was thrown; ") + last(ended)
                        + andLeftOut(leftOut),
                pairs(ended, culprit, leftOut),
                culprit);
    }

    static Line scheduled(RetryScheduled scheduled) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        pairs.put("retry.name", scheduled.retrier());
        pairs.put("retry.attempt", scheduled.attempt());
        pairs.put("retry.delay.ms", scheduled.delay().toMillis());
        return new Line(
                Line.Level.DEBUG,
                "'" + scheduled.retrier() + "' makes attempt " + scheduled.attempt() + " after "
                        + duration(scheduled.delay()),
                pairs,
                null);
    }

    static Line leftOut(String name, Line.Level level, long calls) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        pairs.put("retry.name", name);
        pairs.put("retry.left.out", calls);
        return new Line(
                level,
                "'" + name + "' " + (level == Line.Level.ERROR ? "could not decide" : "gave up") + " in " + calls
                        + " more " + (calls == 1 ? "call than is" : "calls than are") + " written here",
                pairs,
                null);
    }

    private static Map<String, Object> pairs(CallEnded ended, @Nullable Throwable failure, long leftOut) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        pairs.put("retry.name", ended.retrier());
        pairs.put("retry.attempts", ended.attempts());
        pairs.put("retry.reason", ended.reason().code());
        pairs.put("retry.since.first.failure.ms", ended.sinceFirstFailure().toMillis());
        if (failure != null) {
            pairs.put("retry.failure", failure.getClass().getName());
        }
        if (leftOut > 0) {
            pairs.put("retry.left.out", leftOut);
        }
        return pairs;
    }

    private static String after(CallEnded ended) {
        return " after " + ended.attempts() + (ended.attempts() == 1 ? " attempt, " : " attempts, ")
                + duration(ended.sinceFirstFailure()) + " after the first failure";
    }

    private static String last(CallEnded ended) {
        Throwable failure = ended.failure();
        Object result = ended.result();
        if (failure != null) {
            return "last failure " + describe(failure);
        }
        return "last result "
                + (result == null ? "null" : "of type " + result.getClass().getName());
    }

    /** On one line, whatever the message holds. */
    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getName()
                + (message == null
                        ? ""
                        : ": "
                                + CONTROLS.matcher(LINE_BREAKS
                                                .matcher(message.strip())
                                                .replaceAll(" "))
                                        .replaceAll("?"));
    }

    private static String andLeftOut(long leftOut) {
        return leftOut == 0
                ? ""
                : " (" + leftOut + " more " + (leftOut == 1 ? "call was" : "calls were") + " left out before)";
    }

    private static String duration(Duration duration) {
        return Duration.ofMillis(duration.toMillis()).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
