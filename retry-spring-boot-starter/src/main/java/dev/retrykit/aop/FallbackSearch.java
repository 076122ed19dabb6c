package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The search for the methods that an annotation names as fallback, with a complaint if there is none that fits. */
final class FallbackSearch {

    private final FallbackSignature wanted;
    private final Mark mark;
    private final FallbackReference reference;
    private final BeanType host;
    private final Class<?> hostClass;

    FallbackSearch(BeanType bean, Method runs, Mark mark, FallbackReference reference, BeanType host) {
        this.wanted = new FallbackSignature(runs, bean.isKnownByInterfacesOnly() ? mark.type() : bean.type());
        this.mark = mark;
        this.reference = reference;
        this.host = host;
        this.hostClass = !host.isKnownByInterfacesOnly()
                ? host.type()
                : host.interfaces().stream().findFirst().orElse(mark.type());
    }

    FallbackMethods find(FallbackOwner owner) {
        List<Method> named = new ArrayList<>(candidates());
        named.removeIf(candidate -> !candidate.getName().equals(reference.method()));
        if (named.isEmpty()) {
            throw complaint("must be a method that can answer, but " + hostName() + " has none of that name");
        }
        Map<@Nullable Class<?>, Method> fitting = new LinkedHashMap<>();
        StringJoiner misfits = new StringJoiner(" and ");
        for (Method candidate : named) {
            if (!wanted.takesTheArguments(candidate, hostClass)) {
                misfits.add(shown(candidate) + " takes other arguments");
            } else if (reference.bean() == null && !wanted.isCallableFor(candidate)) {
                misfits.add(shown(candidate) + " is not static");
            } else if (wanted.returnsAnAnswer(candidate, hostClass)) {
                refuseUndeclaredFailures(candidate);
                fitting.merge(wanted.failureTypeOf(candidate), candidate, this::nearer);
            } else {
                throw complaint("must be a method that can answer, but " + shown(candidate) + " returns "
                        + FallbackSignature.shown(ResolvableType.forMethodReturnType(candidate, hostClass)));
            }
        }
        if (fitting.isEmpty()) {
            throw complaint("must be a method that can answer, but " + misfits);
        }
        List<FallbackMethod> methods = new ArrayList<>();
        for (Method method : fitting.values()) {
            method.setAccessible(true);
            methods.add(new FallbackMethod(method, wanted.failureTypeOf(method), owner));
        }
        return new FallbackMethods(methods);
    }

    /** A proxy would hand such a failure on in an UndeclaredThrowableException, which no caller expects. */
    private void refuseUndeclaredFailures(Method candidate) {
        Class<?> undeclared = wanted.undeclaredFailureOf(candidate);
        if (undeclared != null) {
            throw reference.complaint(
                    mark,
                    "must throw no checked exception that callers do not expect, but " + shown(candidate) + " declares "
                            + undeclared.getName(),
                    "Let " + mark.describe() + " declare it too, or throw an unchecked one.");
        }
    }

    private Method nearer(Method one, Method other) {
        if (wanted.takesExactly(one) == wanted.takesExactly(other)) {
            throw complaint("must be one method for each type of failure, but " + shown(one) + " and " + shown(other)
                    + " both fit");
        }
        return wanted.takesExactly(one) ? one : other;
    }

    /** Every method that could be called, nearest first, without those that others override. */
    private List<Method> candidates() {
        Map<String, Method> bySignature = new LinkedHashMap<>();
        for (Class<?> type = host.type(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
                add(method, bySignature);
            }
        }
        for (Class<?> type : host.interfaces()) {
            for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
                if (host.isKnownByInterfacesOnly() || method.isDefault()) {
                    add(method, bySignature);
                }
            }
        }
        return List.copyOf(bySignature.values());
    }

    private void add(Method method, Map<String, Method> bySignature) {
        boolean reachable = reference.bean() == null || !Modifier.isPrivate(method.getModifiers());
        boolean itself = reference.bean() == null
                && method.getName().equals(wanted.method().getName())
                && List.of(method.getParameterTypes())
                        .equals(List.of(wanted.method().getParameterTypes()));
        if (reachable && !itself && !method.isSynthetic()) {
            bySignature.putIfAbsent(method.getName() + List.of(method.getParameterTypes()), method);
        }
    }

    private RetryDeclarationException complaint(String rule) {
        StringJoiner fitting = new StringJoiner("\n    ", "Either of these would fit in " + hostName() + ":\n    ", "");
        wanted.examples(reference.method(), reference.bean() == null).forEach(fitting::add);
        Set<String> others = new TreeSet<>();
        for (Method method : candidates()) {
            if (method.getDeclaringClass() != Object.class
                    && wanted.takesTheArguments(method, hostClass)
                    && (reference.bean() != null || wanted.isCallableFor(method))
                    && wanted.returnsAnAnswer(method, hostClass)) {
                others.add(FallbackSignature.shown(method));
            }
        }
        return reference.complaint(
                mark,
                rule,
                fitting + (others.isEmpty() ? "" : "\nThese are there and fit: " + String.join(", ", others)));
    }

    private String shown(Method method) {
        return hostName() + "." + FallbackSignature.shown(method);
    }

    private String hostName() {
        return ClassUtils.getShortName(hostClass);
    }
}
