package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclaration;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.spring.SpringBackoff;
import dev.retrykit.spring.SpringPredicate;
import dev.retrykit.spring.SpringRetryable;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * What Spring's annotation says where it is adopted, as a level of configuration. All its attributes have defaults, so it
 * decides all that it knows of, and the levels below it the rest.
 */
final class AdoptedLevels {

    /** The attributes, in the order of the annotation. */
    private static final List<Attribute> ATTRIBUTES = List.of(
            new Attribute("includes", adopted -> names(adopted.includes())),
            new Attribute("excludes", adopted -> names(adopted.excludes())),
            new Attribute(
                    "predicate",
                    adopted -> adopted.predicate() == null
                            ? "none"
                            : adopted.predicate().getClass().getName()),
            new Attribute("maxRetries", adopted -> Long.toString(adopted.maxRetries())),
            new Attribute("timeout", adopted -> String.valueOf(orZero(adopted.timeout()))),
            new Attribute("delay", adopted -> adopted.delay().toString()),
            new Attribute("jitter", adopted -> adopted.jitter().toString()),
            new Attribute("multiplier", adopted -> Double.toString(adopted.multiplier())),
            new Attribute(
                    "maxDelay", adopted -> adopted.maxDelay() == null ? "none" : String.valueOf(adopted.maxDelay())));

    /** The attribute that decides each key. */
    private static final Map<String, String> DECIDED_BY = Map.of(
            "max-attempts", "maxRetries",
            "total-timeout", "timeout",
            "interrupt-attempts", "timeout",
            "backoff.strategy", "multiplier",
            "backoff.delay", "delay",
            "backoff.multiplier", "multiplier",
            "backoff.max-delay", "maxDelay",
            "backoff.jitter", "jitter",
            "ignore", "excludes");

    private AdoptedLevels() {}

    static boolean arePartOf(List<RetryDeclaration> sharing) {
        return sharing.stream().anyMatch(method -> method.adopted() != null);
    }

    /** The level of the methods that share a name, overloads as a rule. */
    static Level levelOf(String name, List<RetryDeclaration> sharing, Problems problems) {
        RetryDeclaration first = sharing.stream()
                .filter(method -> method.adopted() != null)
                .findFirst()
                .orElseThrow();
        sharing.forEach(other -> agree(name, first, other, problems));
        SpringRetryable adopted = adopted(first);
        Duration max = adopted.maxDelay();
        return new Level(
                PolicyProperties.ofSpringAnnotation(
                        Long.toString(Math.min(adopted.maxRetries(), Integer.MAX_VALUE - 1) + 1),
                        adopted.timeout(),
                        new BackoffProperties(
                                BackoffStrategy.EXPONENTIAL,
                                max == null || max.compareTo(adopted.delay()) > 0 ? adopted.delay() : max,
                                null,
                                adopted.multiplier(),
                                max,
                                adopted.jitter().isZero() ? "none" : "±" + adopted.jitter(),
                                null),
                        adopted.includes().isEmpty() ? List.of(Throwable.class) : List.copyOf(adopted.includes()),
                        List.copyOf(adopted.excludes())),
                key -> written(first, DECIDED_BY.getOrDefault(key, "includes")),
                first);
    }

    private static void agree(String name, RetryDeclaration first, RetryDeclaration other, Problems problems) {
        if (other.adopted() == null) {
            problems.add(new Problem(
                    "Methods that share the name '" + name
                            + "' must bear the same annotation, but was Retrykit's @Retryable on "
                            + both(other, "Spring's", first),
                    null,
                    "Give the one with Retrykit's another name, or let both bear Retrykit's."));
            return;
        }
        for (Attribute attribute : ATTRIBUTES) {
            String one = attribute.value().apply(adopted(first));
            String another = attribute.value().apply(adopted(other));
            if (!one.equals(another)) {
                problems.add(new Problem(
                        "Methods that share the name '" + name + "' must agree on " + attribute.name()
                                + " of Spring's @Retryable, but was '" + one + "' on "
                                + both(first, "'" + another + "'", other),
                        null,
                        "Write the same on both, or let one of them bear Retrykit's @Retryable with a name."));
            }
        }
    }

    /** Overloads have parameters that tell them apart. */
    private static String both(RetryDeclaration first, String value, RetryDeclaration second) {
        String one = signature(first.method());
        String other = value + " on " + signature(second.method());
        String type = ClassUtils.getShortName(second.type());
        return first.type() == second.type()
                ? one + " and " + other + " of " + type
                : one + " of " + ClassUtils.getShortName(first.type()) + " and " + other + " of " + type;
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Spring's back-off, of values that properties may have changed. */
    static Backoff backoff(Level level, Duration delay, double multiplier, @Nullable Duration max) {
        return new SpringBackoff(delay, adopted(method(level)).jitter(), multiplier, max);
    }

    /** A condition to which the annotation's predicate, if it has one, must agree as well. */
    static FailureCondition agreed(FailureCondition condition, Level level) {
        RetryDeclaration method = method(level);
        SpringRetryable adopted = adopted(method);
        return adopted.predicate() == null
                ? condition
                : condition.and(new SpringPredicate(adopted.predicate(), method.method()));
    }

    private static RetryDeclaration method(Level level) {
        return Objects.requireNonNull(level.adopted(), "level must be an annotation of Spring's");
    }

    private static SpringRetryable adopted(RetryDeclaration method) {
        return Objects.requireNonNull(method.adopted(), "annotation must be Spring's");
    }

    private static Written written(RetryDeclaration method, String name) {
        String value = ATTRIBUTES.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(attribute -> attribute.value().apply(adopted(method)))
                .findFirst()
                .orElseThrow();
        return new Written(name + " of Spring's @Retryable on " + method.describe(), value, null);
    }

    private static Duration orZero(@Nullable Duration duration) {
        return duration == null ? Duration.ZERO : duration;
    }

    private static String names(List<Class<? extends Throwable>> types) {
        return types.isEmpty()
                ? "none"
                : types.stream().map(Class::getName).sorted().collect(Collectors.joining(", "));
    }

    private record Attribute(String name, Function<SpringRetryable, String> value) {}
}
