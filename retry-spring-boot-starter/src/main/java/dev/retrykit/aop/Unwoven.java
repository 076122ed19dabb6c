package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;

/** What is said, where AspectJ is to weave, of annotated methods that it has not woven. */
final class Unwoven {

    private Unwoven() {}

    /** The complaint about a method, null if it can be retried as it is: woven, or served by a proxy of its interface. */
    static @Nullable RetryDeclarationException complaint(Method runs, Mark mark) {
        if (mark.type().isInterface()) {
            return null;
        }
        if (KotlinDetector.isSuspendingFunction(runs)) {
            return new RetryDeclarationException(
                    mark.describe()
                            + " is a suspending function: with retrykit.aop.mode=aspectj it cannot be retried, since only a proxy"
                            + " makes a publisher of it.",
                    "Annotate it on an interface of its class, which a proxy serves in this mode too, or set"
                            + " retrykit.aop.mode=proxy.");
        }
        if (isWoven(runs)) {
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
