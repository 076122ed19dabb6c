package dev.retrykit.spring;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanExpressionException;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Attributes that can be written as a number or as text: the text wins unless nothing is left of it once placeholders and
 * expressions are resolved.
 *
 * @param beanFactory what resolves
 * @param unit the unit of numbers, and of text without one
 * @param method the method as messages call it
 */
record AttributeText(ConfigurableBeanFactory beanFactory, TimeUnit unit, String method) {

    long count(String attribute, long number, String text) {
        String resolved = resolved(attribute, text);
        long count = number;
        if (resolved != null) {
            try {
                count = Long.parseLong(resolved);
            } catch (NumberFormatException noNumber) {
                throw refused(attribute + "String", "be a whole number from 0", resolved);
            }
        }
        if (count < 0) {
            throw refused(written(attribute, resolved), "be a whole number from 0", Long.toString(count));
        }
        return count;
    }

    double factor(String attribute, double number, String text) {
        String resolved = resolved(attribute, text);
        double factor = number;
        if (resolved != null) {
            try {
                factor = Double.parseDouble(resolved);
            } catch (NumberFormatException noNumber) {
                throw refused(attribute + "String", "be a finite number from 1", resolved);
            }
        }
        // Negated, so that NaN is refused.
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw refused(written(attribute, resolved), "be a finite number from 1", shown(factor, resolved));
        }
        return factor;
    }

    /** The duration in whole milliseconds, which is what Spring's arithmetic knows. */
    Duration duration(String attribute, long number, String text) {
        String resolved = resolved(attribute, text);
        Duration duration = resolved == null ? inUnit(number) : parsed(attribute, resolved);
        if (duration.isNegative()) {
            throw refused(written(attribute, resolved), "not be negative", shown(number, resolved));
        }
        return Millis.whole(duration);
    }

    Duration longerThanZero(String attribute, Duration duration) {
        if (duration.isZero()) {
            throw refused(attribute, "be at least 1 ms", duration.toString());
        }
        return duration;
    }

    /** Longer than a duration can be is as long as one can be. */
    private Duration inUnit(long number) {
        try {
            return Duration.of(number, unit.toChronoUnit());
        } catch (ArithmeticException overflow) {
            return Duration.ofSeconds(number < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
    }

    private Duration parsed(String attribute, String resolved) {
        try {
            return DurationFormatterUtils.detectAndParse(
                    resolved, DurationFormat.Unit.fromChronoUnit(unit.toChronoUnit()));
        } catch (IllegalArgumentException | ArithmeticException noDuration) {
            throw refused(attribute + "String", "be a duration such as 500, 10s or PT10S", resolved);
        }
    }

    private @Nullable String resolved(String attribute, String text) {
        if (text.isBlank()) {
            return null;
        }
        String resolved;
        try {
            resolved = new EmbeddedValueResolver(beanFactory).resolveStringValue(text);
        } catch (IllegalArgumentException | BeanExpressionException unresolvable) {
            throw new SpringRetryableException(
                    "%sString of Spring's @Retryable on %s is '%s', which cannot be resolved: %s"
                            .formatted(attribute, method, text, reason(unresolvable)),
                    "Correct the expression, define the property, or give the placeholder a default as in"
                            + " \"${name:500}\".");
        }
        return resolved == null || resolved.isBlank() ? null : resolved;
    }

    private static @Nullable String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof BeanExpressionException && cause != null ? cause.getMessage() : failure.getMessage();
    }

    private static String written(String attribute, @Nullable String resolved) {
        return resolved == null ? attribute : attribute + "String";
    }

    private static String shown(Number number, @Nullable String resolved) {
        return resolved == null ? number.toString() : resolved;
    }

    private SpringRetryableException refused(String attribute, String rule, String value) {
        return new SpringRetryableException(
                "%s of Spring's @Retryable on %s must %s, but was '%s'".formatted(attribute, method, rule, value),
                "Correct the attribute.");
    }
}
