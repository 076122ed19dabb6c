package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** What is said of annotated methods whose calls pass their proxy by. */
final class Unreachable {

    private Unreachable() {}

    /** The warning about a private or static method, null for others. */
    static @Nullable String byAnyProxy(Method runs, Mark mark) {
        if (Modifier.isPrivate(runs.getModifiers())) {
            return text(runs, mark, "private", "Make it visible and call it from another bean");
        }
        if (Modifier.isStatic(runs.getModifiers())) {
            return text(runs, mark, "static", "Make it a method of the bean");
        }
        return null;
    }

    /** The warning about a final method, null for others. */
    static @Nullable String byProxiesOfClasses(Method runs, Mark mark) {
        return Modifier.isFinal(runs.getModifiers())
                ? text(
                        runs,
                        mark,
                        "final",
                        "Take 'final' off it, call it through an interface of which the bean is a proxy")
                : null;
    }

    /** The warning about a final class, of which there can be no proxy. */
    static String byProxiesOf(Class<?> type) {
        return "%s is final, so that there can be no proxy of it: calls of its annotated methods are not retried. Take 'final' off it, let it be a proxy of interfaces (spring.aop.proxy-target-class=false), or weave the class (retrykit.aop.mode=aspectj)."
                .formatted(ClassUtils.getShortName(type));
    }

    private static String text(Method runs, Mark mark, String modifier, String wayOut) {
        return "%s is %s, which no proxy of its class can reach: its calls are not retried. %s, or weave the class (retrykit.aop.mode=aspectj)."
                .formatted(mark.describe(runs), modifier, wayOut);
    }
}
