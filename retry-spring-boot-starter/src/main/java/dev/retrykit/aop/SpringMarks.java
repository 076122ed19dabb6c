package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.resilience.annotation.Retryable;

/**
 * The search for Spring's annotation by Spring's own rules: on the method, else anywhere above the class of the bean, and
 * then for methods that it inherits as well.
 */
final class SpringMarks extends MarkSearch {

    private final BeanType bean;
    private final @Nullable MergedAnnotation<Retryable> onType;

    private SpringMarks(BeanType bean) {
        super(bean, Retryable.class);
        this.bean = bean;
        this.onType = onTypeOf(bean);
    }

    static Map<Method, Mark> of(BeanType bean) {
        return new SpringMarks(bean).search();
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

    @Override
    @Nullable Mark markOnType(Method method, List<Method> implemented) {
        if (onType == null) {
            return null;
        }
        // A bean that is only known by interfaces has no class to be named after.
        Class<?> type = bean.type() == Object.class ? method.getDeclaringClass() : bean.type();
        return new Mark(onType, type, method, false);
    }
}
