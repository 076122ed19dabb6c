package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;

/** What is said of methods that fail after they have returned, in ways that nobody here would notice. */
final class Unsupported {

    private static final String SUBSCRIBE =
            "Retry where the stream is subscribed to (retryWhen), or return a CompletableFuture.";

    private Unsupported() {}

    /** The complaint about a method, null if it can be retried. */
    static @Nullable RetryDeclarationException complaint(Method runs, Mark mark) {
        Class<?> type = runs.getReturnType();
        if (KotlinDetector.isSuspendingFunction(runs)) {
            return complaint(mark, "is a suspending function", "Retry in the coroutine itself.");
        }
        if (isPublisher(type)) {
            return complaint(mark, "returns " + type.getName() + ", which fails when it is subscribed to", SUBSCRIBE);
        }
        boolean stage = type == CompletionStage.class || type == CompletableFuture.class;
        // Spring retries such a method until it has returned, and where its annotation is adopted that remains so.
        if (!stage
                && !mark.isAdopted()
                && (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type))) {
            return complaint(
                    mark,
                    "returns " + type.getName() + ", whose failure only its caller sees",
                    "Return a CompletableFuture or CompletionStage.");
        }
        return null;
    }

    private static RetryDeclarationException complaint(Mark mark, String why, String action) {
        return new RetryDeclarationException(
                mark.describe() + " " + why + ": it cannot be retried.", action + " Else take @Retryable off it.");
    }

    private static boolean isPublisher(Class<?> type) {
        if (Flow.Publisher.class.isAssignableFrom(type)) {
            return true;
        }
        ClassLoader loader = type.getClassLoader();
        return isAssignable("org.reactivestreams.Publisher", type, loader)
                || isAssignable("kotlinx.coroutines.flow.Flow", type, loader);
    }

    private static boolean isAssignable(String name, Class<?> type, @Nullable ClassLoader loader) {
        return loader != null
                && ClassUtils.isPresent(name, loader)
                && ClassUtils.resolveClassName(name, loader).isAssignableFrom(type);
    }
}
