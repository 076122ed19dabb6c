package dev.retrykit.aop;

import java.lang.reflect.Method;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.resilience.annotation.Retryable;

/**
 * An annotation that applies to a method, wherever it stands.
 *
 * @param annotation the annotation, meta-annotations merged: ours, or Spring's where that is adopted
 * @param type the class of the bean, or the interface on which the annotation stands
 * @param method the method as that type has it
 * @param onMethod true if the annotation stands on a method, false if on a type
 */
record Mark(MergedAnnotation<?> annotation, Class<?> type, Method method, boolean onMethod) {

    /** Whether it is Spring's annotation. */
    boolean isAdopted() {
        return annotation.getType() == Retryable.class;
    }

    String describe() {
        return MethodName.of(type, method);
    }

    /** The method by the place of its annotation or, on a class, of its code, which subclasses share. */
    String describe(Method runs) {
        return type.isInterface() ? describe() : MethodName.of(runs.getDeclaringClass(), runs);
    }
}
