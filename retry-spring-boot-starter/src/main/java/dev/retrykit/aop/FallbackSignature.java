package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;

/**
 * What the fallback of a method has to look like.
 *
 * @param method the method that is retried
 * @param type the class that has it, with which type variables are resolved
 */
record FallbackSignature(Method method, Class<?> type) {

    /** The type of the failure that the candidate takes last, null for none, where it {@link #takesTheArguments}. */
    @Nullable Class<? extends Throwable> failureTypeOf(Method candidate) {
        int last = arguments(candidate) - 1;
        return last < arguments(method) ? null : candidate.getParameterTypes()[last].asSubclass(Throwable.class);
    }

    boolean takesTheArguments(Method candidate, Class<?> host) {
        int taken = arguments(candidate);
        int count = arguments(method);
        boolean takesFailure =
                taken == count + 1 && Throwable.class.isAssignableFrom(candidate.getParameterTypes()[count]);
        // Only a suspending function has a coroutine in which another one could run.
        boolean canRun = !KotlinDetector.isSuspendingFunction(candidate) || KotlinDetector.isSuspendingFunction(method);
        if (!canRun || (taken != count && !takesFailure)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            ResolvableType parameter = ResolvableType.forMethodParameter(candidate, i, host);
            if (!parameter.isAssignableFromResolvedPart(ResolvableType.forMethodParameter(method, i, type))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the parameters are the very types of the method's. */
    boolean takesExactly(Method candidate) {
        int count = arguments(method);
        return Arrays.equals(candidate.getParameterTypes(), 0, count, method.getParameterTypes(), 0, count);
    }

    boolean returnsAnAnswer(Method candidate, Class<?> host) {
        ResolvableType wanted = ResolvableType.forMethodReturnType(method, type);
        ResolvableType answer = ResolvableType.forMethodReturnType(candidate, host);
        return wanted.resolve() == void.class
                || (answer.resolve() != void.class && wanted.isAssignableFromResolvedPart(answer));
    }

    /** Whether there is an object to call the candidate on, if it belongs to the same class. */
    boolean isCallableFor(Method candidate) {
        return !isStatic() || Modifier.isStatic(candidate.getModifiers());
    }

    private boolean isStatic() {
        return Modifier.isStatic(method.getModifiers());
    }

    /** A checked exception that callers of the method do not expect of it, null for none. */
    @Nullable Class<?> undeclaredFailureOf(Method candidate) {
        Class<?> type = method.getReturnType();
        boolean thrown = !CompletionStage.class.isAssignableFrom(type) && !ReactiveTypes.isPublisher(type);
        // Kotlin knows no checked exceptions, and proxies let those of its methods pass.
        if (thrown && !KotlinDetector.isKotlinType(method.getDeclaringClass())) {
            for (Class<?> failure : candidate.getExceptionTypes()) {
                boolean checked =
                        !RuntimeException.class.isAssignableFrom(failure) && !Error.class.isAssignableFrom(failure);
                if (checked
                        && Arrays.stream(method.getExceptionTypes())
                                .noneMatch(declared -> declared.isAssignableFrom(failure))) {
                    return failure;
                }
            }
        }
        return null;
    }

    /** The declarations that fit, under this name. */
    List<String> examples(String name, boolean inSameClass) {
        String failure = arguments(method) == 0 ? "Exception failure" : ", Exception failure";
        String head = (inSameClass && isStatic() ? "static " : "")
                + shown(ResolvableType.forMethodReturnType(method, type)) + " " + name + "(" + parameters();
        return List.of(head + ")", head + failure + ")");
    }

    private String parameters() {
        StringJoiner text = new StringJoiner(", ");
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < arguments(method); i++) {
            text.add(shown(ResolvableType.forMethodParameter(method, i, type)) + " " + parameters[i].getName());
        }
        return text.toString();
    }

    /** How many arguments a caller writes: a suspending function is handed its continuation after them. */
    private static int arguments(Method method) {
        return method.getParameterCount() - (KotlinDetector.isSuspendingFunction(method) ? 1 : 0);
    }

    /** A method as messages tell it from its overloads. */
    static String shown(Method method) {
        StringJoiner text = new StringJoiner(", ", method.getName() + "(", ")");
        for (int i = 0; i < arguments(method); i++) {
            text.add(method.getParameterTypes()[i].getSimpleName());
        }
        return text.toString();
    }

    static String shown(ResolvableType type) {
        if (type.isArray()) {
            return shown(type.getComponentType()) + "[]";
        }
        String name = type.toClass().getSimpleName();
        if (!type.hasGenerics()) {
            return name;
        }
        StringJoiner generics = new StringJoiner(", ", name + "<", ">");
        for (ResolvableType generic : type.getGenerics()) {
            generics.add(generic.resolve() == null ? "?" : shown(generic));
        }
        return generics.toString();
    }
}
