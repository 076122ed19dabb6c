package dev.retrykit.logging;

import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryEvent.CallEnded;
import dev.retrykit.event.RetryEvent.CallSucceeded;
import dev.retrykit.event.RetryEvent.RetryScheduled;
import dev.retrykit.event.RetryListener;
import dev.retrykit.event.StopReason;
import dev.retrykit.time.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/**
 * A listener that writes what happened to the log: one line at {@code WARN} for each exhausted call, one at {@code ERROR}
 * with its exception where a condition, back-off, budget or scope threw, one at {@code DEBUG} for each retry. Calls whose
 * failure was not worth a retry, or that were cancelled, are their callers' to log.
 *
 * <p>At most {@value #LINES} lines at {@code WARN}, and as many at {@code ERROR}, are written for one instance in
 * {@link #WINDOW}; the next line says how many calls were left out. Where SLF4J is present, lines bear key-value pairs too:
 * {@code retry.name}, {@code retry.attempts}, {@code retry.reason}, {@code retry.since.first.failure.ms},
 * {@code retry.failure} (the failure's type) and {@code retry.left.out}; those of retries {@code retry.name},
 * {@code retry.attempt} and {@code retry.delay.ms}. Results of calls are never written, only their types.
 *
 * <p>Thread-safe. Its logger is named after this class.
 *
 * <pre>{@code
 * WARN 'payments' gave up after 3 attempts, 0.3s after the first failure: max-attempts; last failure java.io.IOException: no answer
 * }</pre>
 */
public final class RetryLogger implements RetryListener {

    /** How many lines of a kind are written for one instance within {@link #WINDOW}: {@value}. */
    public static final int LINES = 5;

    /** The time in which at most {@value #LINES} lines of a kind are written for one instance: ten seconds. */
    public static final Duration WINDOW = Duration.ofSeconds(10);

    private final Ticker ticker;
    private final Lines lines;
    private final Map<String, Limits> limits = new ConcurrentHashMap<>();

    /**
     * A logger.
     *
     * @param ticker the clock by which lines are limited
     */
    public RetryLogger(Ticker ticker) {
        this(ticker, Lines.of(RetryLogger.class));
    }

    RetryLogger(Ticker ticker, Lines lines) {
        this.ticker = Objects.requireNonNull(ticker, "ticker must not be null");
        this.lines = lines;
    }

    @Override
    public void on(RetryEvent event) {
        Limits limit = limits.computeIfAbsent(event.retrier(), name -> new Limits(new LineLimit(), new LineLimit()));
        if (event instanceof CallEnded ended && ended.reason().exhausted()) {
            write(limit.exhausted(), leftOut -> Text.exhausted(ended, leftOut));
        } else if (event instanceof CallEnded ended && ended.reason() == StopReason.POLICY_ERROR) {
            write(limit.broken(), leftOut -> Text.broken(ended, leftOut));
        } else if (event instanceof CallEnded || event instanceof CallSucceeded) {
            sayWhatWasLeftOut(event.retrier(), limit);
        } else if (event instanceof RetryScheduled scheduled && lines.wantsDebug()) {
            lines.write(Text.scheduled(scheduled));
        }
    }

    private void write(LineLimit limit, LongFunction<Line> line) {
        limit.admit(ticker.nanos()).ifPresent(leftOut -> lines.write(line.apply(leftOut)));
    }

    /** The outage may be over: then no line is to come that could say it. */
    private void sayWhatWasLeftOut(String name, Limits limit) {
        if (limit.exhausted().leavesOut()) {
            limit.exhausted()
                    .overdue(ticker.nanos())
                    .ifPresent(leftOut -> lines.write(Text.leftOut(name, Line.Level.WARN, leftOut)));
        }
        if (limit.broken().leavesOut()) {
            limit.broken()
                    .overdue(ticker.nanos())
                    .ifPresent(leftOut -> lines.write(Text.leftOut(name, Line.Level.ERROR, leftOut)));
        }
    }

    private record Limits(LineLimit exhausted, LineLimit broken) {}
}
