package dev.retrykit.autoconfigure;

import dev.retrykit.Nested;
import dev.retrykit.ResultOutcome;
import dev.retrykit.condition.FailureCondition;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The bounds that each value keeps by itself, whichever strategy it is for and whether or not another level beats it. */
final class LevelRules {

    private static final List<Rule<?>> RULES = List.of(
            new Rule<>(
                    "max-attempts",
                    PolicyProperties::maxAttempts,
                    text -> text.equals(AttemptSettings.UNLIMITED)
                            || AttemptSettings.count(text).isPresent(),
                    "be a whole number from 1 to " + Integer.MAX_VALUE + ", or 'unlimited'"),
            positive("total-timeout", PolicyProperties::totalTimeout),
            positive("attempt-timeout", PolicyProperties::attemptTimeout),
            new Rule<>(
                    "attempt-timeout-multiplier",
                    PolicyProperties::attemptTimeoutMultiplier,
                    factor -> factor >= 1 && factor < Double.POSITIVE_INFINITY,
                    "be a finite number from 1"),
            positive("attempt-timeout-max", PolicyProperties::attemptTimeoutMax),
            new Rule<>(
                    "server-delay.max",
                    level -> level.serverDelay().max(),
                    max -> !max.isNegative(),
                    "not be negative"),
            new Rule<>(
                    "hedging.delay", level -> level.hedging().delay(), delay -> !delay.isNegative(), "not be negative"),
            new Rule<>(
                    "on-unacceptable-result",
                    PolicyProperties::onUnacceptableResult,
                    word -> Words.resultOutcome(word).isPresent(),
                    Words.rule(ResultOutcome.values())),
            new Rule<>(
                    "nested",
                    PolicyProperties::nested,
                    word -> Words.nested(word).isPresent(),
                    Words.rule(Nested.values())),
            notNegative("backoff.delay", BackoffProperties::delay),
            notNegative("backoff.increment", BackoffProperties::increment),
            notNegative("backoff.max-delay", BackoffProperties::maxDelay),
            new Rule<>(
                    "backoff.multiplier",
                    level -> level.backoff().multiplier(),
                    factor -> factor > 0 && factor < Double.POSITIVE_INFINITY,
                    "be a finite number above 0"),
            new Rule<>(
                    "backoff.jitter",
                    level -> level.backoff().jitter(),
                    LevelRules::isJitter,
                    "be none, full, equal or a number from 0 to 1"),
            throwables("retry-on", PolicyProperties::retryOn),
            new Rule<>(
                    "retry-on",
                    PolicyProperties::retryOn,
                    types -> types.stream().noneMatch(VirtualMachineError.class::isAssignableFrom),
                    "not name a VirtualMachineError, which is never retried"),
            throwables("ignore", PolicyProperties::ignore),
            new Rule<>(
                    "retry-on-status",
                    PolicyProperties::retryOnStatus,
                    statuses -> statuses.stream().allMatch(LevelRules::isStatus),
                    "consist of codes such as 503, classes such as 5xx and names such as UNAVAILABLE"),
            new Rule<>(
                    "budget",
                    PolicyProperties::budget,
                    Names::areLegal,
                    "be own, none or the name of a budget, in lower-case letters, digits and single dashes"));

    private LevelRules() {}

    static void check(Level level, Problems problems) {
        RULES.forEach(rule -> rule.check(level, problems));
        WhenSettings.check(level, problems);
    }

    private static Rule<Duration> positive(String key, Function<PolicyProperties, @Nullable Duration> reader) {
        return new Rule<>(key, reader, limit -> !limit.isNegative() && !limit.isZero(), "be longer than zero");
    }

    private static Rule<Duration> notNegative(String key, Function<BackoffProperties, @Nullable Duration> reader) {
        return new Rule<>(key, level -> reader.apply(level.backoff()), delay -> !delay.isNegative(), "not be negative");
    }

    private static Rule<List<Class<?>>> throwables(
            String key, Function<PolicyProperties, @Nullable List<Class<?>>> reader) {
        return new Rule<>(
                key,
                reader,
                types -> types.stream().allMatch(Throwable.class::isAssignableFrom),
                "name types of failures, subclasses of Throwable");
    }

    private static boolean isJitter(String text) {
        if (List.of("none", "full", "equal").contains(text)) {
            return true;
        }
        try {
            double factor = Double.parseDouble(text);
            return factor >= 0 && factor <= 1;
        } catch (NumberFormatException neitherWordNorNumber) {
            return false;
        }
    }

    private static boolean isStatus(String text) {
        try {
            FailureCondition.onStatus(text);
            return true;
        } catch (IllegalArgumentException noStatus) {
            return false;
        }
    }

    private record Rule<T>(
            String key, Function<PolicyProperties, @Nullable T> reader, Predicate<T> holds, String text) {

        void check(Level level, Problems problems) {
            T value = reader.apply(level.values());
            if (value != null && !holds.test(value)) {
                problems.add(Problem.rule(level.written(key), text));
            }
        }
    }
}
