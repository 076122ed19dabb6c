package dev.retrykit.aop;

import dev.retrykit.annotation.Retryable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/** The search for our annotation, nearest first: the method, then the class that declares it, then the interfaces. */
final class Marks extends MarkSearch {

    private final BeanType bean;

    private Marks(BeanType bean) {
        super(bean, Retryable.class);
        this.bean = bean;
    }

    static Map<Method, Mark> of(BeanType bean) {
        return new Marks(bean).search();
    }

    @Override
    @Nullable Mark markOf(Method method, List<Method> implemented) {
        return ReflectionUtils.isObjectMethod(method) ? null : super.markOf(method, implemented);
    }

    @Override
    @Nullable Mark markOnType(Method method, List<Method> implemented) {
        Mark mark = markOnClass(method);
        return mark != null ? mark : markOnInterface(implemented);
    }

    private @Nullable Mark markOnClass(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        if (declaring.isInterface()) {
            return null;
        }
        MergedAnnotation<Retryable> annotation =
                MergedAnnotations.from(declaring, SearchStrategy.SUPERCLASS).get(Retryable.class);
        return annotation.isPresent() ? new Mark(annotation, bean.type(), method, false) : null;
    }

    private @Nullable Mark markOnInterface(List<Method> implemented) {
        if (implemented.isEmpty()) {
            return null;
        }
        for (Class<?> type : bean.interfaces()) {
            MergedAnnotation<Retryable> annotation =
                    MergedAnnotations.from(type).get(Retryable.class);
            if (annotation.isPresent()) {
                for (Method method : implemented) {
                    if (method.getDeclaringClass().isAssignableFrom(type)) {
                        return new Mark(annotation, type, method, false);
                    }
                }
            }
        }
        return null;
    }
}
