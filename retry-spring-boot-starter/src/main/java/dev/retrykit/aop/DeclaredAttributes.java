package dev.retrykit.aop;

import dev.retrykit.annotation.Retryable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.annotation.MergedAnnotation;

/** The reader of annotations: resolves placeholders and tells written attributes from empty ones. */
record DeclaredAttributes(ConfigurableBeanFactory beanFactory) {

    /** The name that the annotation wrote, null for none. */
    @Nullable String nameOf(Mark mark) {
        return text(mark, "value");
    }

    /** What answers in place of a failure, null for nothing. */
    @Nullable String fallbackOf(Mark mark) {
        return text(mark, "fallback");
    }

    RetryAttributes of(Mark mark) {
        return new RetryAttributes(
                text(mark, "maxAttempts"),
                text(mark, "delay"),
                types(mark, "retryOn"),
                types(mark, "ignore"),
                text(mark, "when"));
    }

    private @Nullable String text(Mark mark, String attribute) {
        MergedAnnotation<Retryable> annotation = mark.annotation();
        String written = annotation.getString(attribute);
        String resolved;
        try {
            resolved = beanFactory.resolveEmbeddedValue(written);
        } catch (IllegalArgumentException unknown) {
            throw new RetryDeclarationException(
                    "Attribute '%s' of @Retryable on %s is \"%s\", which cannot be resolved: %s"
                            .formatted(attribute, mark.describe(), written, unknown.getMessage()),
                    "Define the property, or give the placeholder a default as in \"${name:default}\".");
        }
        return resolved == null || resolved.isBlank() ? null : resolved.strip();
    }

    @SuppressWarnings("unchecked") // the annotation's own declaration bounds the classes
    private static List<Class<? extends Throwable>> types(Mark mark, String attribute) {
        return List.of((Class<? extends Throwable>[]) mark.annotation().getClassArray(attribute));
    }
}
