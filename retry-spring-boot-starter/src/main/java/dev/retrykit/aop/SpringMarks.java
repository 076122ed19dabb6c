package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.resilience.annotation.Retryable;

/**
 * The search for Spring's annotation on one type of bean, by Spring's own rules: on the method or one that it overrides or
 * implements, else anywhere above the class of the bean, and then for methods that it inherits as well.
 */
final class SpringMarks {

    private final BeanType bean;
    private final @Nullable MergedAnnotation<Retryable> onType;

    private SpringMarks(BeanType bean) {
        this.bean = bean;
        this.onType = onTypeOf(bean);
    }

    /** The marks of all methods that have one, by the method that runs when a bean of this type is called. */
    static Map<Method, Mark> of(BeanType bean) {
        SpringMarks search = new SpringMarks(bean);
        Map<Method, Mark> marks = new LinkedHashMap<>();
        Marks.methodsOf(bean).forEach((method, implemented) -> {
            Mark mark = search.markOf(method, implemented);
            if (mark != null) {
                marks.put(method, mark);
            }
        });
        return marks;
    }

    private static @Nullable MergedAnnotation<Retryable> onTypeOf(BeanType bean) {
        MergedAnnotation<Retryable> onClass = MergedAnnotations.from(bean.type(), SearchStrategy.TYPE_HIERARCHY)
                .get(Retryable.class);
        if (onClass.isPresent()) {
            return onClass;
        }
        for (Class<?> type : bean.interfaces()) {
            MergedAnnotation<Retryable> onInterface =
                    MergedAnnotations.from(type).get(Retryable.class);
            if (onInterface.isPresent()) {
                return onInterface;
            }
        }
        return null;
    }

    private @Nullable Mark markOf(Method method, List<Method> implemented) {
        Mark mark = markedMethod(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY));
        for (int i = 0; mark == null && i < implemented.size(); i++) {
            mark = markedMethod(MergedAnnotations.from(implemented.get(i)));
        }
        if (mark != null || onType == null || !Marks.isCoveredByTypes(method)) {
            return mark;
        }
        // A bean that is only known by interfaces has no class to be named after.
        Class<?> type = bean.type() == Object.class ? method.getDeclaringClass() : bean.type();
        return new Mark(onType, type, method, false);
    }

    private @Nullable Mark markedMethod(MergedAnnotations annotations) {
        MergedAnnotation<Retryable> annotation = annotations.get(Retryable.class);
        if (!annotation.isPresent() || !(annotation.getSource() instanceof Method source)) {
            return null;
        }
        Class<?> declaring = source.getDeclaringClass();
        return declaring.isInterface()
                ? new Mark(annotation, declaring, source, true)
                : new Mark(annotation, bean.type(), bean.runs(source), true);
    }
}
