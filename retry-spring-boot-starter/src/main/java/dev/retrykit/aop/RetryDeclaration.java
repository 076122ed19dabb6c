package dev.retrykit.aop;

import dev.retrykit.spring.SpringRetryable;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A method that is to be retried, and the name of its policy. Immutable.
 *
 * @param name the name of the instance, written or derived
 * @param derived true if the annotation wrote no name
 * @param type the class of the bean, or the interface on which the annotation stands
 * @param method the method as that type has it, never a bridge
 * @param attributes what the annotation says beside the name; nothing where it is Spring's
 * @param adopted what Spring's annotation says; null where the annotation is ours
 */
public record RetryDeclaration(
        String name,
        boolean derived,
        Class<?> type,
        Method method,
        RetryAttributes attributes,
        @Nullable SpringRetryable adopted) {

    /**
     * A declaration.
     *
     * @param name the name of the instance, written or derived
     * @param derived true if the annotation wrote no name
     * @param type the class of the bean, or the interface on which the annotation stands
     * @param method the method as that type has it, never a bridge
     * @param attributes what the annotation says beside the name; nothing where it is Spring's
     * @param adopted what Spring's annotation says; null where the annotation is ours
     */
    public RetryDeclaration {
        Objects.requireNonNull(name, "name must not be null");
        Objects.requireNonNull(type, "type must not be null");
        Objects.requireNonNull(method, "method must not be null");
        Objects.requireNonNull(attributes, "attributes must not be null");
    }

    /**
     * A declaration by an annotation of ours.
     *
     * @param name the name of the instance, written or derived
     * @param derived true if the annotation wrote no name
     * @param type the class of the bean, or the interface on which the annotation stands
     * @param method the method as that type has it, never a bridge
     * @param attributes what the annotation says beside the name
     */
    public RetryDeclaration(String name, boolean derived, Class<?> type, Method method, RetryAttributes attributes) {
        this(name, derived, type, method, attributes, null);
    }

    /**
     * The method as people say it.
     *
     * @return class and method, {@code OrderService.charge}; a nested class with its outer one
     */
    public String describe() {
        return MethodName.of(type, method);
    }

    /**
     * Whether attempts of the method can overlap: it returns a {@code CompletionStage}, or a publisher of one value, or is
     * a suspending function that comes to one. A policy that hedges fails every call of other methods.
     *
     * @return true if a policy for it may hedge
     */
    public boolean allowsHedging() {
        return CompletionStage.class.isAssignableFrom(method.getReturnType()) || ReactiveTypes.comesToOneValue(method);
    }

    // Type and method nearly always tell two apart; a thousand are asked for this while the application starts.
    @Override
    public int hashCode() {
        return 31 * type.hashCode() + method.hashCode();
    }

    @Override
    public String toString() {
        return describe() + " ('" + name + "')";
    }
}
