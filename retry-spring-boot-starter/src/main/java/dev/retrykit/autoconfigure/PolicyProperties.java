package dev.retrykit.autoconfigure;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * What one level of configuration says about a policy; null where it says nothing.
 *
 * @param base Name of the instance whose values are the base of this one's.
 * @param isAbstract Whether this is only a base for others, without calls of its own.
 * @param enabled Whether calls are retried. If not, they are passed through, uncounted.
 * @param maxAttempts Most attempts of a call, the first one included: a number from 1, or "unlimited", which needs a
 *     total-timeout.
 * @param totalTimeout Longest time of a call, its waits and its running attempt included. No limit if not set.
 * @param attemptTimeout Longest time of one attempt, cut to what is left of the total-timeout. No limit if not set.
 * @param attemptTimeoutMultiplier Growth of the attempt-timeout after each failed attempt.
 * @param attemptTimeoutMax Longest attempt-timeout, where it grows.
 * @param interruptAttempts Whether an attempt over its limit is interrupted. If not, the limit decides when it returns.
 * @param backoff How far apart attempts are.
 * @param retryOn Types of failures to retry, for failures without a known status. Without retry-on-status beside it,
 *     statuses set elsewhere no longer count.
 * @param retryOnStatus Statuses to retry: codes such as 503, classes such as 5xx, names such as UNAVAILABLE.
 * @param ignore Types of failures never to retry, whatever else says so.
 * @param retryWhen Condition that failures, or returned values, must meet to be retried: an expression over #result,
 *     #failure, #attempt and the arguments by name, in quotes since # begins a comment, or the name of a bean that is a
 *     FailureCondition or a Predicate of an Outcome.
 * @param matchCauses Whether the causes of a failure are looked at too.
 * @param retryOnNullResult Whether a method that returns null is called again.
 * @param onUnacceptableResult What the caller receives when the last value was not acceptable: "throw" or
 *     "return-last". If not set, values refused for their status are returned.
 * @param retryAfterFirstElement Whether a stream that fails after its first element is retried, from its beginning.
 * @param serverDelay What a server may ask for.
 * @param nested Whether failures on which a retrier further inside gave up are retried again: "once" or "multiply".
 * @param hedging Whether attempts of asynchronous methods overlap.
 * @param grpcMethod Method whose entry in the service config is the policy, "grpc.examples.echo.Echo/UnaryEcho" say. It
 *     decides attempts, delays, statuses and hedging.
 * @param budget What limits retries while failures prevail: "own", a quota of the instance; "none"; or the name of a
 *     budget that is shared.
 */
record PolicyProperties(
        @Name("extends") @Nullable String base,
        @Name("abstract") @Nullable Boolean isAbstract,
        @Nullable Boolean enabled,
        @Nullable String maxAttempts,
        @Nullable Duration totalTimeout,
        @Nullable Duration attemptTimeout,
        @Nullable Double attemptTimeoutMultiplier,
        @Nullable Duration attemptTimeoutMax,
        @Nullable Boolean interruptAttempts,
        @NestedConfigurationProperty @DefaultValue BackoffProperties backoff,
        @Nullable List<Class<?>> retryOn,
        @Nullable List<String> retryOnStatus,
        @Nullable List<Class<?>> ignore,
        @Nullable String retryWhen,
        @Nullable Boolean matchCauses,
        @Nullable Boolean retryOnNullResult,
        @Nullable String onUnacceptableResult,
        @Nullable Boolean retryAfterFirstElement,
        @NestedConfigurationProperty @DefaultValue ServerDelayProperties serverDelay,
        @Nullable String nested,
        @NestedConfigurationProperty @DefaultValue HedgingProperties hedging,
        @Nullable String grpcMethod,
        @Nullable String budget) {

    /** Keys that only an instance has. */
    static final List<String> OF_INSTANCES_ONLY = List.of("extends", "abstract");

    /** A level that says what Spring's annotation can, every attribute of which has a value. */
    static PolicyProperties ofSpringAnnotation(
            String maxAttempts,
            @Nullable Duration totalTimeout,
            BackoffProperties backoff,
            List<Class<?>> retryOn,
            List<Class<?>> ignore) {
        Boolean interruptAttempts = totalTimeout == null ? null : false;
        return ofAttributes(maxAttempts, totalTimeout, interruptAttempts, backoff, retryOn, ignore, null, true);
    }

    /** A level that says only what an annotation can. */
    static PolicyProperties ofAnnotation(
            @Nullable String maxAttempts,
            @Nullable Duration delay,
            @Nullable List<Class<?>> retryOn,
            @Nullable List<Class<?>> ignore,
            @Nullable String retryWhen) {
        return ofAttributes(
                maxAttempts, null, null, BackoffProperties.ofDelay(delay), retryOn, ignore, retryWhen, null);
    }

    /** What no attribute of an annotation says is left to the other levels. */
    private static PolicyProperties ofAttributes(
            @Nullable String maxAttempts,
            @Nullable Duration totalTimeout,
            @Nullable Boolean interruptAttempts,
            BackoffProperties backoff,
            @Nullable List<Class<?>> retryOn,
            @Nullable List<Class<?>> ignore,
            @Nullable String retryWhen,
            @Nullable Boolean matchCauses) {
        return new PolicyProperties(
                null,
                null,
                null,
                maxAttempts,
                totalTimeout,
                null,
                null,
                null,
                interruptAttempts,
                backoff,
                retryOn,
                null,
                ignore,
                retryWhen,
                matchCauses,
                null,
                null,
                null,
                new ServerDelayProperties(null),
                null,
                new HedgingProperties(null),
                null,
                null);
    }
}
