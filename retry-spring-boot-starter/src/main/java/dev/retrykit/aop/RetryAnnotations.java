package dev.retrykit.aop;

import java.lang.annotation.Annotation;
import java.lang.annotation.AnnotationFormatError;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

/**
 * Which retry annotations stand anywhere on a type of bean: a glance that spares the beans without any, as most are, the
 * search that goes method by method. Thread-safe.
 */
final class RetryAnnotations {

    private final Map<BeanType, Set<RetryAnnotation>> byBean = new ConcurrentHashMap<>(256);
    private final Map<Class<? extends Annotation>, Set<RetryAnnotation>> byAnnotation = new ConcurrentHashMap<>();

    /**
     * Those on its class, what that inherits from, its interfaces, and all methods of these; as meta-annotations too.
     *
     * @throws IllegalStateException if a signature names a class that is absent
     */
    Set<RetryAnnotation> on(BeanType bean) {
        Set<RetryAnnotation> known = byBean.get(bean);
        if (known == null) {
            known = lookAt(bean);
            byBean.put(bean, known);
        }
        return known;
    }

    private Set<RetryAnnotation> lookAt(BeanType bean) {
        Set<RetryAnnotation> seen = EnumSet.noneOf(RetryAnnotation.class);
        for (Class<?> type = bean.type(); type != null; type = type.getSuperclass()) {
            lookAt(type, seen);
        }
        for (Class<?> type : bean.interfaces()) {
            lookAt(type, seen);
        }
        return Set.copyOf(seen);
    }

    private void lookAt(Class<?> type, Set<RetryAnnotation> seen) {
        // What comes with Java cannot bear annotations of others.
        if (type.getName().startsWith("java.")) {
            return;
        }
        addOn(type, seen);
        for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
            addOn(method, seen);
        }
    }

    private void addOn(AnnotatedElement element, Set<RetryAnnotation> seen) {
        Annotation[] annotations;
        try {
            annotations = element.getDeclaredAnnotations();
        } catch (RuntimeException | LinkageError | AnnotationFormatError unreadable) {
            // The search knows what to make of it.
            seen.addAll(EnumSet.allOf(RetryAnnotation.class));
            return;
        }
        for (Annotation annotation : annotations) {
            seen.addAll(meantBy(annotation.annotationType()));
        }
    }

    private Set<RetryAnnotation> meantBy(Class<? extends Annotation> type) {
        Set<RetryAnnotation> known = byAnnotation.get(type);
        if (known == null) {
            known = type.getName().startsWith("java.") ? Set.of() : meaningOf(type);
            byAnnotation.put(type, known);
        }
        return known;
    }

    private Set<RetryAnnotation> meaningOf(Class<? extends Annotation> type) {
        Set<RetryAnnotation> meant = EnumSet.noneOf(RetryAnnotation.class);
        MergedAnnotations metaAnnotations = MergedAnnotations.from(type);
        for (RetryAnnotation each : RetryAnnotation.values()) {
            if (type.getName().equals(each.typeName()) || metaAnnotations.isPresent(each.typeName())) {
                meant.add(each);
            }
        }
        Class<? extends Annotation> repeated = repeatedIn(type);
        if (repeated != null) {
            meant.addAll(meantBy(repeated));
        }
        return Set.copyOf(meant);
    }

    /** Several annotations of a type that can be repeated are wrapped in one of another type. */
    private static @Nullable Class<? extends Annotation> repeatedIn(Class<? extends Annotation> container) {
        try {
            Class<?> repeated =
                    container.getDeclaredMethod("value").getReturnType().getComponentType();
            return repeated != null && repeated.isAnnotation() ? repeated.asSubclass(Annotation.class) : null;
        } catch (NoSuchMethodException noContainer) {
            return null;
        }
    }
}
