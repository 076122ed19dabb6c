package dev.retrykit.aspectj;

import dev.retrykit.aop.WovenCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;

/**
 * The aspect that retries annotated methods where AspectJ has woven them, at load time or at compile time.
 *
 * <p>The jar's {@code META-INF/aop.xml} names it to the load-time weaver. It lets every call pass until an application
 * context with {@code retrykit.aop.mode=aspectj} is there to say how to retry; a woven class in proxy mode is retried by
 * its proxy alone. Of several such contexts in one class loader, the one that started last decides for all objects, and
 * after its end the one before it.
 *
 * <p>It is woven around methods that bear the annotation, be they private, static or final, or another annotation that
 * is annotated with it, and around those that annotated types declare. An annotation on an interface may be out of its
 * reach and is then served by a proxy in this mode too; one on a class does not reach subclasses, whose beans stop the
 * start unless they bear their own. Thread-safe.
 *
 * <pre>{@code
 * java -javaagent:aspectjweaver.jar -jar shop.jar --retrykit.aop.mode=aspectj
 * }</pre>
 */
@Aspect
public final class RetryAspect {

    private static final RetryAspect ONLY = new RetryAspect();
    private static final List<WovenCalls> started = new ArrayList<>();
    private static volatile @Nullable WovenCalls current;

    /** An aspect as AspectJ makes one for each class loader; an application has no use for it. */
    public RetryAspect() {}

    /**
     * The aspect that woven methods call. A weaver adds this method to aspects that it loads itself; classes that were
     * woven before find it here.
     *
     * @return the same for every caller
     */
    public static RetryAspect aspectOf() {
        return ONLY;
    }

    /**
     * Whether there is an aspect, which woven code may ask.
     *
     * @return true
     */
    public static boolean hasAspect() {
        return true;
    }

    /** From now on, until it is removed or another one is added, woven methods are called this way. */
    static void add(WovenCalls calls) {
        synchronized (started) {
            started.add(Objects.requireNonNull(calls, "calls must not be null"));
            current = calls;
        }
    }

    static void remove(WovenCalls calls) {
        synchronized (started) {
            started.remove(calls);
            current = started.isEmpty() ? null : started.get(started.size() - 1);
        }
    }

    /**
     * Makes a call of a woven method, all its attempts included.
     *
     * @param joinPoint the call
     * @return what the method returns
     * @throws Throwable what the last attempt threw
     */
    @Around("execution(@dev.retrykit.annotation.Retryable * *(..))"
            + " || execution(@(@dev.retrykit.annotation.Retryable *) * *(..))"
            // "*..*" and not "*": with that, AspectJ takes annotated annotations of types to match every type.
            + " || execution(!private !static * (@dev.retrykit.annotation.Retryable *..*).*(..))"
            + " || execution(!private !static * (@(@dev.retrykit.annotation.Retryable *) *..*).*(..))")
    public @Nullable Object retry(ProceedingJoinPoint joinPoint) throws Throwable {
        WovenCalls calls = current;
        return calls == null ? joinPoint.proceed() : calls.call(new WovenInvocation(joinPoint));
    }
}
