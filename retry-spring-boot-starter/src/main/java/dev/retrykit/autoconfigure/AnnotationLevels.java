package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * What annotations say, by the name of the instance. Methods that share a name share what is written at any of them, and
 * must agree on what is written at several.
 */
final class AnnotationLevels {

    /** The attributes of the annotation, each with the key that it stands for. */
    private static final Map<String, Attribute> ATTRIBUTES = Map.of(
            "max-attempts",
            new Attribute("maxAttempts", method -> method.attributes().maxAttempts()),
            "backoff.delay",
            new Attribute("delay", method -> method.attributes().delay()),
            "retry-on",
            new Attribute("retryOn", method -> set(method.attributes().retryOn())),
            "ignore",
            new Attribute("ignore", method -> set(method.attributes().ignore())),
            WhenSettings.KEY,
            new Attribute("when", method -> method.attributes().when()));

    private static final Level NOTHING = new Level(PolicyProperties.ofAnnotation(null, null, null, null, null), key -> {
        throw new IllegalStateException(key + " is written by no annotation");
    });

    private final Problems problems;

    private AnnotationLevels(Problems problems) {
        this.problems = problems;
    }

    static Map<String, Level> of(Collection<RetryDeclaration> declarations, Problems problems) {
        AnnotationLevels levels = new AnnotationLevels(problems);
        Map<String, List<RetryDeclaration>> byName = new TreeMap<>();
        declarations.forEach(each ->
                byName.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(each));
        Map<String, Level> all = new HashMap<>();
        byName.forEach((name, sharing) -> all.put(name, levels.levelOf(name, sharing)));
        return all;
    }

    private Level levelOf(String name, List<RetryDeclaration> sharing) {
        if (AdoptedLevels.arePartOf(sharing)) {
            return AdoptedLevels.levelOf(name, sharing, problems);
        }
        Map<String, RetryDeclaration> writers = new TreeMap<>();
        ATTRIBUTES.forEach((key, attribute) -> {
            for (RetryDeclaration method : sharing) {
                if (attribute.value().apply(method) != null) {
                    agree(name, attribute, writers.computeIfAbsent(key, it -> method), method);
                }
            }
        });
        if (writers.isEmpty()) {
            return NOTHING;
        }
        RetryDeclaration delayed = writers.get("backoff.delay");
        return new Level(
                PolicyProperties.ofAnnotation(
                        value(
                                writers,
                                "max-attempts",
                                method -> method.attributes().maxAttempts()),
                        delayed == null ? null : delayOf(delayed),
                        value(
                                writers,
                                "retry-on",
                                method -> List.copyOf(method.attributes().retryOn())),
                        value(
                                writers,
                                "ignore",
                                method -> List.copyOf(method.attributes().ignore())),
                        value(
                                writers,
                                WhenSettings.KEY,
                                method -> method.attributes().when())),
                key -> written(key, Objects.requireNonNull(writers.get(key), key)));
    }

    private static <T> @Nullable T value(
            Map<String, RetryDeclaration> writers, String key, Function<RetryDeclaration, @Nullable T> reader) {
        RetryDeclaration writer = writers.get(key);
        return writer == null ? null : reader.apply(writer);
    }

    private void agree(String name, Attribute attribute, RetryDeclaration first, RetryDeclaration second) {
        Object one = attribute.value().apply(first);
        Object other = attribute.value().apply(second);
        if (!Objects.equals(one, other)) {
            problems.add(new Problem(
                    "Methods that share the name '" + name + "' must agree on " + attribute.name() + ", but was '"
                            + shown(one) + "' on " + first.describe() + " and '" + shown(other) + "' on "
                            + second.describe(),
                    null,
                    "Write the attribute once, give the methods different names, or write it as a property of"
                            + " retrykit.instances." + name + " and remove it from the annotations."));
        }
    }

    private @Nullable Duration delayOf(RetryDeclaration method) {
        String text = Objects.requireNonNull(method.attributes().delay());
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException | ArithmeticException noDuration) {
            problems.add(Conversions.rule(written("backoff.delay", method), Duration.class));
            return null;
        }
    }

    private static Written written(String key, RetryDeclaration method) {
        Attribute attribute = Objects.requireNonNull(ATTRIBUTES.get(key), key);
        return new Written(
                attribute.name() + " of @Retryable on " + method.describe(),
                shown(attribute.value().apply(method)),
                null);
    }

    private static String shown(@Nullable Object value) {
        return value instanceof Set<?> types
                ? String.join(
                        ", ",
                        types.stream()
                                .map(type -> ((Class<?>) type).getName())
                                .sorted()
                                .toList())
                : String.valueOf(value);
    }

    private static @Nullable Object set(List<Class<? extends Throwable>> types) {
        return types.isEmpty() ? null : Set.copyOf(types);
    }

    private record Attribute(String name, Function<RetryDeclaration, @Nullable Object> value) {}
}
