package dev.retrykit.aop;

import java.lang.annotation.Annotation;
import java.lang.annotation.AnnotationFormatError;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/**
 * The search for one type of annotation on one type of bean: on the method or those that it overrides or implements, else
 * on types, by the rules of the subclass.
 */
abstract sealed class MarkSearch permits Marks, SpringMarks {

    private final BeanType bean;
    private final Class<? extends Annotation> annotationType;

    MarkSearch(BeanType bean, Class<? extends Annotation> annotationType) {
        this.bean = bean;
        this.annotationType = annotationType;
    }

    /** The mark that an annotation on a type gives to a method, which has none itself. */
    abstract @Nullable Mark markOnType(Method method, List<Method> implemented);

    /** The marks of all methods that have one, by the method that runs when a bean of this type is called. */
    final Map<Method, Mark> search() {
        Map<Method, Mark> marks = new LinkedHashMap<>();
        methods().forEach((method, implemented) -> {
            Mark mark = markOf(method, implemented);
            if (mark != null) {
                marks.put(method, mark);
            }
        });
        return marks;
    }

    @Nullable Mark markOf(Method method, List<Method> implemented) {
        Mark mark = markOnMethod(method, implemented);
        return mark == null && isCoveredByTypes(method) ? markOnType(method, implemented) : mark;
    }

    /** An annotation on a type means the methods that can be overridden; final ones too, which proxies of interfaces reach. */
    private static boolean isCoveredByTypes(Method method) {
        return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    }

    /** Each method that can run, with the methods of interfaces that it implements. */
    private Map<Method, List<Method>> methods() {
        Map<Method, List<Method>> methods = new LinkedHashMap<>();
        for (Class<?> type = bean.type(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Method declared : ReflectionUtils.getDeclaredMethods(type)) {
                if (!declared.isSynthetic()) {
                    methods.computeIfAbsent(bean.runs(declared), method -> new ArrayList<>());
                }
            }
        }
        for (Class<?> type : bean.interfaces()) {
            for (Method declared : ReflectionUtils.getDeclaredMethods(type)) {
                if (!declared.isSynthetic() && !Modifier.isStatic(declared.getModifiers())) {
                    methods.computeIfAbsent(bean.runs(declared), method -> new ArrayList<>())
                            .add(declared);
                }
            }
        }
        return methods;
    }

    private @Nullable Mark markOnMethod(Method method, List<Method> implemented) {
        // Nothing is nearer than the method itself; whether what stands there can be read, Spring knows.
        Mark own = bears(method) ? markedMethod(MergedAnnotations.from(method)) : null;
        return own == null ? markInHierarchy(method, implemented) : own;
    }

    private boolean bears(Method method) {
        try {
            return method.isAnnotationPresent(annotationType);
        } catch (RuntimeException | LinkageError | AnnotationFormatError unreadable) {
            return false;
        }
    }

    private @Nullable Mark markInHierarchy(Method method, List<Method> implemented) {
        Mark mark = markedMethod(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY));
        // A method that a superclass has may implement an interface of which that superclass knows nothing.
        for (int i = 0; mark == null && i < implemented.size(); i++) {
            mark = markedMethod(MergedAnnotations.from(implemented.get(i)));
        }
        return mark;
    }

    private @Nullable Mark markedMethod(MergedAnnotations annotations) {
        MergedAnnotation<?> annotation = annotations.get(annotationType);
        if (!annotation.isPresent() || !(annotation.getSource() instanceof Method source)) {
            return null;
        }
        Class<?> declaring = source.getDeclaringClass();
        return declaring.isInterface()
                ? new Mark(annotation, declaring, source, true)
                : new Mark(annotation, bean.type(), bean.runs(source), true);
    }
}
