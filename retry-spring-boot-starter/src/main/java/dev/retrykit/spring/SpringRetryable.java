package dev.retrykit.spring;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.resilience.retry.MethodRetryPredicate;

/**
 * One annotation of Spring's with placeholders and expressions resolved and all values within their bounds. Immutable.
 *
 * @param includes the types that are retried, as the failure or any cause of it; none means all
 * @param excludes the types that are not, as the failure or any cause of it
 * @param predicate what must agree to a retry, or null if everything else decides
 * @param maxRetries the most attempts after the first, from 0; Spring's default is 3
 * @param timeout the time after which no retry begins, in whole milliseconds; null for none, Spring's default
 * @param delay the delay before the first retry, in whole milliseconds; Spring's default is 1 s
 * @param jitter how far a delay is drawn to either side, in whole milliseconds; Spring's default is 0
 * @param multiplier the growth of delay and jitter, from 1, Spring's default
 * @param maxDelay the longest delay, in whole milliseconds; null for none, Spring's default
 */
public record SpringRetryable(
        List<Class<? extends Throwable>> includes,
        List<Class<? extends Throwable>> excludes,
        @Nullable MethodRetryPredicate predicate,
        long maxRetries,
        @Nullable Duration timeout,
        Duration delay,
        Duration jitter,
        double multiplier,
        @Nullable Duration maxDelay) {

    /**
     * An annotation's values; the lists are copied.
     *
     * @param includes the types that are retried, as the failure or any cause of it; none means all
     * @param excludes the types that are not, as the failure or any cause of it
     * @param predicate what must agree to a retry, or null if everything else decides
     * @param maxRetries the most attempts after the first, from 0; Spring's default is 3
     * @param timeout the time after which no retry begins, in whole milliseconds; null for none, Spring's default
     * @param delay the delay before the first retry, in whole milliseconds; Spring's default is 1 s
     * @param jitter how far a delay is drawn to either side, in whole milliseconds; Spring's default is 0
     * @param multiplier the growth of delay and jitter, from 1, Spring's default
     * @param maxDelay the longest delay, in whole milliseconds; null for none, Spring's default
     */
    public SpringRetryable {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }
}
