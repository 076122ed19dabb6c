package dev.retrykit.aop;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;

/** What is said of methods that fail after they have returned, in ways that nobody here would notice. */
final class Unsupported {

    private Unsupported() {}

    /** The complaint about a method, null if it can be retried in an application with this class loader. */
    static @Nullable RetryDeclarationException complaint(Method runs, Mark mark, @Nullable ClassLoader loader) {
        Class<?> type = runs.getReturnType();
        if (KotlinDetector.isSuspendingFunction(runs)) {
            return ReactiveTypes.coroutinesArePresent(loader)
                    ? null
                    : complaint(
                            mark,
                            "is a suspending function, which Spring hands over as a publisher only with"
                                    + " kotlinx-coroutines-reactor and kotlin-reflect on the class path",
                            "Add both.");
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

    /** The warning about a method whose results may fail when they are used, null for others. */
    static @Nullable String warning(Method runs, Mark mark) {
        Class<?> type = runs.getReturnType();
        if (ReactiveTypes.isPublisher(type) && !ReactiveTypes.canBeRetried(runs)) {
            return warning(mark, type, "Return a Mono or Flux, with Reactor on the class path.");
        }
        boolean lazy = BaseStream.class.isAssignableFrom(type)
                || Iterator.class.isAssignableFrom(type)
                || InputStream.class.isAssignableFrom(type);
        return lazy ? warning(mark, type, "Return what has been read from it.") : null;
    }

    private static String warning(Mark mark, Class<?> type, String wayOut) {
        return "%s returns %s: it is retried until it has returned one; what fails later is not. %s"
                .formatted(mark.describe(), type.getName(), wayOut);
    }
}
