package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** What is said of annotated methods whose calls pass their proxy by. */
final class Unreachable {

    private Unreachable() {}

    /** The warning about a private or static method, null for others. */
    static @Nullable String byAnyProxy(Method runs, Mark mark) {
        if (Modifier.isPrivate(runs.getModifiers())) {
            return text(mark, "private", "Make it visible and call it from another bean.");
        }
        if (Modifier.isStatic(runs.getModifiers())) {
            return text(mark, "static", "Make it a method of the bean.");
        }
        return null;
    }

    /** The warning about a final method, null for others. */
    static @Nullable String byProxiesOfClasses(Method runs, Mark mark) {
        return Modifier.isFinal(runs.getModifiers())
                ? text(
                        mark,
                        "final",
                        "Take 'final' off it, or call it through an interface of which the bean is a proxy.")
                : null;
    }

    private static String text(Mark mark, String modifier, String wayOut) {
        return "%s is %s, which no proxy of its class can reach: its calls are not retried. %s"
                .formatted(mark.describe(), modifier, wayOut);
    }
}
