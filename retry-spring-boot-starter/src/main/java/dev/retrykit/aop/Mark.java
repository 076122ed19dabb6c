package dev.retrykit.aop;

import dev.retrykit.annotation.Retryable;
import java.lang.reflect.Method;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * An annotation that applies to a method, wherever it stands.
 *
 * @param annotation the annotation, meta-annotations merged
 * @param type the class of the bean, or the interface on which the annotation stands
 * @param method the method as that type has it
 * @param onMethod true if the annotation stands on a method, false if on a type
 */
record Mark(MergedAnnotation<Retryable> annotation, Class<?> type, Method method, boolean onMethod) {

    String describe() {
        return MethodName.of(type, method);
    }

    /** The method by the place of its annotation or, on a class, of its code, which subclasses share. */
    String describe(Method runs) {
        return type.isInterface() ? describe() : MethodName.of(runs.getDeclaringClass(), runs);
    }
}
