package dev.retrykit.aspectj;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.List;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.runtime.internal.AroundClosure;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What comes after the aspect in a woven call: other aspects and the method.
 *
 * <p>All aspects around one method share a join point, which counts for each thread how far the call has come, and counts
 * wrong once an aspect has proceeded: a second attempt, or one on another thread, would leave the aspects inside out. So
 * what comes next is taken when the aspect is entered, at which time it is what was added last.
 */
final class RestOfCall {

    private static final @Nullable Field ADDED = added();

    private RestOfCall() {}

    /** The rest, or null where this AspectJ keeps it in another way; then {@code proceed()} has to find it. */
    static @Nullable AroundClosure of(ProceedingJoinPoint joinPoint) {
        if (ADDED == null || !ADDED.getDeclaringClass().isInstance(joinPoint)) {
            return null;
        }
        return ReflectionUtils.getField(ADDED, joinPoint) instanceof List<?> added
                        && !added.isEmpty()
                        && added.get(added.size() - 1) instanceof AroundClosure closure
                ? closure
                : null;
    }

    private static @Nullable Field added() {
        ClassLoader loader = ProceedingJoinPoint.class.getClassLoader();
        try {
            Class<?> type = ClassUtils.forName("org.aspectj.runtime.reflect.JoinPointImpl", loader);
            Field field = ReflectionUtils.findField(type, "arcs");
            if (field != null) {
                field.setAccessible(true);
            }
            return field;
        } catch (ClassNotFoundException | InaccessibleObjectException otherwise) {
            return null;
        }
    }
}
