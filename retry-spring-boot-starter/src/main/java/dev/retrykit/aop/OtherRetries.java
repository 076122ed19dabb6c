package dev.retrykit.aop;

import dev.retrykit.spring.SpringRetryProcessors;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * What is said of retry annotations of others: that nobody heeds one, or that two stand on one method. Not thread-safe;
 * says everything once.
 */
final class OtherRetries {

    private static final Log logger = LogFactory.getLog(RetryDeclarations.class);

    private static final String SPRINGS = RetryAnnotation.SPRINGS.typeName();

    private static final List<RetryAnnotation> LIBRARIES =
            List.of(RetryAnnotation.RESILIENCE4JS, RetryAnnotation.SPRING_RETRYS);

    private final RetryAnnotations annotations;
    private final boolean adopted;
    private final boolean processed;
    private final Set<String> said = new LinkedHashSet<>();

    OtherRetries(ListableBeanFactory beanFactory, boolean adopted, RetryAnnotations annotations) {
        this.annotations = annotations;
        this.adopted = adopted;
        this.processed = !adopted
                && (!SpringRetryProcessors.in(beanFactory).isEmpty() || SpringRetryProcessors.areAtWork(beanFactory));
    }

    /** Looks at one type of bean, of which these methods are retried here. */
    void lookAt(BeanType bean, Map<Method, Mark> retried) {
        Set<RetryAnnotation> present;
        Map<Method, Mark> springs;
        try {
            present = annotations.on(bean);
            springs = present.contains(RetryAnnotation.SPRINGS) ? SpringMarks.of(bean) : Map.of();
        } catch (IllegalStateException | LinkageError unreadable) {
            // A signature names a class that is absent: nothing is known, so nothing is said.
            return;
        }
        List<RetryAnnotation> libraries = new ArrayList<>(LIBRARIES);
        libraries.retainAll(present);
        retried.forEach((method, mark) -> {
            if (!mark.isAdopted() && springs.containsKey(method)) {
                say(twoOf(mark));
            }
            libraries.forEach(library -> sayOf(library, bean, method, mark));
        });
        if (!adopted && !processed) {
            Map<Method, Mark> unheeded = new LinkedHashMap<>(springs);
            unheeded.keySet().removeAll(retried.keySet());
            unheeded.values().forEach(mark -> say(unheeded(mark)));
        }
    }

    private String twoOf(Mark mark) {
        String both = mark.describe() + " bears two retry annotations, Retrykit's @Retryable and Spring's (" + SPRINGS
                + "): ";
        if (adopted) {
            return both + "Retrykit's alone decides, and Spring's is not looked at. Remove Spring's.";
        }
        return both
                + (processed
                        ? "Retrykit's is outside, and each of its attempts makes all of Spring's: the attempts multiply."
                                + " Remove one of them."
                        : "nothing processes Spring's, so Retrykit's alone decides. Remove Spring's.");
    }

    private static String unheeded(Mark mark) {
        String where =
                mark.onMethod() ? mark.describe() + " bears" : mark.describe() + " is covered by a type that bears";
        return where + " Spring's @Retryable (" + SPRINGS
                + "), which nothing processes: its calls are not retried. Import dev.retrykit.annotation.Retryable"
                + " instead, or set 'retrykit.adopt-spring-annotations=true' for Retrykit to honour Spring's, or let"
                + " Spring do it with @EnableResilientMethods.";
    }

    private void sayOf(RetryAnnotation library, BeanType bean, Method method, Mark mark) {
        if (isOn(method, library) || isOn(bean.type(), library)) {
            say(
                    "%s bears two retry annotations, %s and %s (%s): where both are processed, Retrykit's is outside unless orders were changed, and each of its attempts makes all of the other's: the attempts multiply. Remove one of them."
                            .formatted(
                                    mark.describe(),
                                    mark.isAdopted()
                                            ? "Spring's @Retryable, which Retrykit honours,"
                                            : RetryAnnotation.RETRYKITS.words(),
                                    library.words(),
                                    library.typeName()));
        }
    }

    private static boolean isOn(AnnotatedElement element, RetryAnnotation annotation) {
        return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).isPresent(annotation.typeName());
    }

    private void say(String warning) {
        if (said.add(warning)) {
            logger.warn(warning);
        }
    }
}
