package dev.retrykit.condition;

import java.util.Set;

/**
 * The types whose failures are not worth a retry unless somebody names them: programming errors, interrupts,
 * cancellations, invalid input, refused access, and other guards that already said no.
 *
 * <p>Types outside the JDK are known by name, so that the engine depends on none of them.
 */
final class NeverRetried {

    private static final Set<String> NAMES = Set.of(
            "java.lang.Error",
            "java.lang.InterruptedException",
            "java.util.concurrent.CancellationException",
            "jakarta.validation.ConstraintViolationException",
            "org.springframework.security.access.AccessDeniedException",
            "org.springframework.security.core.AuthenticationException",
            "io.github.resilience4j.circuitbreaker.CallNotPermittedException",
            "io.github.resilience4j.ratelimiter.RequestNotPermitted",
            "io.github.resilience4j.bulkhead.BulkheadFullException",
            "org.springframework.resilience.InvocationRejectedException");

    private static final ClassValue<Boolean> LISTED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            for (Class<?> each = type; each != null; each = each.getSuperclass()) {
                if (NAMES.contains(each.getName())) {
                    return true;
                }
            }
            return false;
        }
    };

    private NeverRetried() {}

    static boolean contains(Class<?> type) {
        return LISTED.get(type);
    }
}
