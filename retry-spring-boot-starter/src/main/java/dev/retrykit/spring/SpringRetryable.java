package dev.retrykit.spring;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    /**
     * Whether methods with these two may share a policy; predicates of one class are the same.
     *
     * @param other the values of another annotation
     * @return true if both say the same, in whatever order and unit
     */
    public boolean saysTheSameAs(SpringRetryable other) {
        return Set.copyOf(includes).equals(Set.copyOf(other.includes))
                && Set.copyOf(excludes).equals(Set.copyOf(other.excludes))
                && typeOf(predicate) == typeOf(other.predicate)
                && maxRetries == other.maxRetries
                && Objects.equals(timeout, other.timeout)
                && delay.equals(other.delay)
                && jitter.equals(other.jitter)
                && Double.compare(multiplier, other.multiplier) == 0
                && Objects.equals(maxDelay, other.maxDelay);
    }

    private static @Nullable Class<?> typeOf(@Nullable MethodRetryPredicate predicate) {
        return predicate == null ? null : predicate.getClass();
    }
}
