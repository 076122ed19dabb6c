package dev.retrykit.aop;

import dev.retrykit.spring.SpringRetryable;
import dev.retrykit.spring.SpringRetryableException;
import dev.retrykit.spring.SpringRetryableReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.resilience.annotation.Retryable;

/** The reader of annotations: resolves placeholders and tells written attributes from empty ones. */
record DeclaredAttributes(ConfigurableBeanFactory beanFactory) {

    /** The name that the annotation wrote, null for none. */
    @Nullable String nameOf(Mark mark) {
        return mark.isAdopted() ? null : text(mark, "value");
    }

    /** What Spring's annotation says, null where the mark is ours. */
    @Nullable SpringRetryable adopted(Mark mark) {
        if (!mark.isAdopted()) {
            return null;
        }
        Retryable annotation = (Retryable) mark.annotation().synthesize();
        try {
            return new SpringRetryableReader(beanFactory).read(annotation, mark.describe());
        } catch (SpringRetryableException refused) {
            throw new RetryDeclarationException(String.valueOf(refused.getMessage()), refused.action());
        }
    }

    /** What answers in place of a failure, null for nothing. */
    @Nullable String fallbackOf(Mark mark) {
        return text(mark, "fallback");
    }

    RetryAttributes of(Mark mark) {
        if (mark.isAdopted()) {
            return RetryAttributes.NONE;
        }
        RetryAttributes written = new RetryAttributes(
                text(mark, "maxAttempts"),
                text(mark, "delay"),
                types(mark, "retryOn"),
                types(mark, "ignore"),
                text(mark, "when"));
        // Most annotations say no more than a name.
        return saysNothing(written) ? RetryAttributes.NONE : written;
    }

    private static boolean saysNothing(RetryAttributes written) {
        return written.maxAttempts() == null
                && written.delay() == null
                && written.retryOn().isEmpty()
                && written.ignore().isEmpty()
                && written.when() == null;
    }

    private @Nullable String text(Mark mark, String attribute) {
        String written = mark.annotation().getString(attribute);
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
