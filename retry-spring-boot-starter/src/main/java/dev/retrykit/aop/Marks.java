package dev.retrykit.aop;

import dev.retrykit.annotation.Retryable;
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
 * The search for annotations on one type of bean, nearest first: the method and those it overrides or implements, then
 * its class, then the interfaces.
 */
final class Marks {

    private final BeanType bean;

    private Marks(BeanType bean) {
        this.bean = bean;
    }

    /** The marks of all methods that have one, by the method that runs when a bean of this type is called. */
    static Map<Method, Mark> of(BeanType bean) {
        return new Marks(bean).search();
    }

    private Map<Method, Mark> search() {
        Map<Method, Mark> marks = new LinkedHashMap<>();
        methodsOf(bean).forEach((method, implemented) -> {
            Mark mark = markOf(method, implemented);
            if (mark != null) {
                marks.put(method, mark);
            }
        });
        return marks;
    }

    /** Each method that can run, with the methods of interfaces that it implements. */
    static Map<Method, List<Method>> methodsOf(BeanType bean) {
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

    private @Nullable Mark markOf(Method method, List<Method> implemented) {
        if (ReflectionUtils.isObjectMethod(method)) {
            return null;
        }
        Mark mark = markOnMethod(method, implemented);
        if (mark == null && isCoveredByTypes(method)) {
            mark = markOnClass(method);
            return mark != null ? mark : markOnInterface(implemented);
        }
        return mark;
    }

    private @Nullable Mark markOnMethod(Method method, List<Method> implemented) {
        Mark mark = markedMethod(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY));
        // A method that a superclass has may implement an interface of which that superclass knows nothing.
        for (int i = 0; mark == null && i < implemented.size(); i++) {
            mark = markedMethod(MergedAnnotations.from(implemented.get(i)));
        }
        return mark;
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

    /** An annotation on a type means the methods that can be overridden; final ones too, which proxies of interfaces reach. */
    static boolean isCoveredByTypes(Method method) {
        return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    }
}
