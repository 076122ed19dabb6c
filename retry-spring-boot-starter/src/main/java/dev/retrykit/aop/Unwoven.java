package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is said, where AspectJ is to weave, of annotated methods that it has not woven. */
final class Unwoven {

    private Unwoven() {}

    /** The complaint about a method, null if it is woven or its annotation stands on an interface, where proxies serve. */
    static @Nullable RetryDeclarationException complaint(Method runs, Mark mark) {
        if (mark.type().isInterface() || isWoven(runs)) {
            return null;
        }
        return new RetryDeclarationException(
                mark.describe() + " is not woven: with retrykit.aop.mode=aspectj its calls would not be retried.",
                "Start the JVM with -javaagent:aspectjweaver.jar or weave the class when it is compiled, with the aspect"
                        + " dev.retrykit.aspectj.RetryAspect; annotate the method itself if it overrides one that is"
                        + " annotated; or set retrykit.aop.mode=proxy.");
    }

    /**
     * Whether advice has been woven around the method: AspectJ then moves its body to a static method of that name and a
     * suffix, which takes the object and the arguments first.
     */
    static boolean isWoven(Method method) {
        String body = method.getName() + "_aroundBody";
        return Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                .anyMatch(each -> each.getName().startsWith(body) && takesArgumentsOf(method, each));
    }

    private static boolean takesArgumentsOf(Method method, Method body) {
        int first = Modifier.isStatic(method.getModifiers()) ? 0 : 1;
        Class<?>[] wanted = method.getParameterTypes();
        Class<?>[] taken = body.getParameterTypes();
        return taken.length >= first + wanted.length
                && Arrays.equals(wanted, Arrays.copyOfRange(taken, first, first + wanted.length));
    }
}
