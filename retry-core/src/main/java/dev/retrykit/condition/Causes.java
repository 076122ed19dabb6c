package dev.retrykit.condition;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The way from a failure to its causes: at most 16 steps, so that a cycle ends.
 *
 * <pre>{@code
 * int depth = 0;
 * for (Throwable each = failure; each != null; each = Causes.next(each, ++depth)) { … }
 * }</pre>
 */
public final class Causes {

    /** How many causes below a failure are looked at: {@value}. */
    public static final int MAX_DEPTH = 16;

    private Causes() {}

    /**
     * The cause of a failure, unless that is too far down.
     *
     * @param failure the failure or one of its causes
     * @param depth how many causes have been passed when the answer is looked at, from 1
     * @return the cause, or null at the end or beyond {@link #MAX_DEPTH}
     */
    public static @Nullable Throwable next(Throwable failure, int depth) {
        return depth > MAX_DEPTH ? null : failure.getCause();
    }

    /**
     * The failure inside the wrappers that futures and reflection put around it.
     *
     * @param failure any failure
     * @return the first that is no {@link CompletionException}, {@link ExecutionException},
     *     {@link InvocationTargetException} or {@link UndeclaredThrowableException} with a cause
     */
    public static Throwable unwrapped(Throwable failure) {
        Throwable inside = failure;
        for (int depth = 1; isWrapper(inside); depth++) {
            Throwable cause = next(inside, depth);
            if (cause == null) {
                return inside;
            }
            inside = cause;
        }
        return inside;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure instanceof InvocationTargetException
                || failure instanceof UndeclaredThrowableException;
    }
}
